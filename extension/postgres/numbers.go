package postgres

import (
	"strconv"
	"strings"
)

// What a JavaScript number holds exactly.
const (
	mostExact = 1<<53 - 1
	// Digits that every double keeps.
	exactDigits = 15
)

func integerCell(text string) cell {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return cell{kind: isText, text: text}
	}
	return cell{kind: isInteger, integer: value}
}

func numberCell(text string) cell {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return cell{kind: isText, text: text}
	}
	return cell{kind: isNumber, number: value}
}

// numericCell gives a number where it is the same number, and the server's own text where it would be rounded.
func numericCell(text string) cell {
	digits := strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(text), "0")
	if len(digits) > exactDigits || strings.Contains(text, "y") {
		return cell{kind: isText, text: text}
	}
	return numberCell(text)
}

// vectorCell reads pgvector's [1,2,3].
func vectorCell(text string) cell {
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	list := cell{kind: isList, list: make([]cell, 0, strings.Count(inner, ",")+1)}
	if inner == "" {
		return list
	}
	for _, part := range strings.Split(inner, ",") {
		list.list = append(list.list, numberCell(part))
	}
	return list
}
