package postgres

import "strings"

// arrayCell reads the text form of an array, such as {1,NULL,"a \"b\"",{2}}. @returns false for what cannot be read, such as other lower bounds.
func arrayCell(text string, element uint32, known *types) (cell, bool) {
	reader := arrayReader{text: text, element: element, known: known}
	list, ok := reader.list(0)
	return list, ok && reader.at == len(text)
}

// Dimensions that PostgreSQL allows.
const mostDimensions = 6

type arrayReader struct {
	text    string
	at      int
	element uint32
	known   *types
}

func (r *arrayReader) list(depth int) (cell, bool) {
	made := cell{kind: isList}
	if depth >= mostDimensions || !r.take('{') {
		return made, false
	}
	if r.take('}') {
		return made, true
	}
	for {
		one, ok := r.value(depth)
		if !ok {
			return made, false
		}
		made.list = append(made.list, one)
		if r.take('}') {
			return made, true
		}
		if !r.take(',') {
			return made, false
		}
	}
}

func (r *arrayReader) value(depth int) (cell, bool) {
	if r.at >= len(r.text) {
		return cell{}, false
	}
	switch r.text[r.at] {
	case '{':
		return r.list(depth + 1)
	case '"':
		text, ok := r.quoted()
		return textCell(text, r.element, r.known), ok
	}
	end := strings.IndexAny(r.text[r.at:], ",}")
	if end < 0 {
		return cell{}, false
	}
	text := r.text[r.at : r.at+end]
	r.at += end
	if text == "NULL" {
		return cell{}, true
	}
	return textCell(text, r.element, r.known), true
}

func (r *arrayReader) quoted() (string, bool) {
	var text strings.Builder
	for r.at++; r.at < len(r.text); r.at++ {
		switch char := r.text[r.at]; char {
		case '"':
			r.at++
			return text.String(), true
		case '\\':
			r.at++
			if r.at < len(r.text) {
				text.WriteByte(r.text[r.at])
			}
		default:
			text.WriteByte(char)
		}
	}
	return "", false
}

func (r *arrayReader) take(char byte) bool {
	if r.at < len(r.text) && r.text[r.at] == char {
		r.at++
		return true
	}
	return false
}
