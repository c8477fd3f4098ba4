import { counter, gauge } from '../../metrics/recorders';

const repeated = counter('repeated_markers');
const answerCopies = gauge('answer_copies');

/**
 * What the answers of a server have in common, learnt from all users of this VU. Some answers hold what was said and some do not; a
 * server that streams its whole text in each of four parts sends every answer four times.
 */
class AnswerHabits {
  /** Messages whose answer held their marker, by how often it came. */
  private readonly byCopies = new Map<number, number>();
  private held = 0;
  /** What to do with each message whose answer was about something else. */
  private readonly undecided: ((echoes: boolean) => void)[] = [];

  holdsMarker(): void {
    this.held++;
  }

  copies(count: number): void {
    this.byCopies.set(count, (this.byCopies.get(count) ?? 0) + 1);
  }

  /** @param decide is called when the habit is known, by `settle`. */
  lacksMarker(decide: (echoes: boolean) => void): void {
    this.undecided.push(decide);
  }

  /** Whether answers hold what was said, as far as is known. */
  get echoes(): boolean {
    return this.held > 0 && this.held >= this.undecided.length;
  }

  /** The end of the VU's load: judges by what most answers were like, and begins again. */
  settle(): void {
    const { echoes } = this;
    for (const decide of this.undecided.splice(0)) decide(echoes);
    const habit = mostCommon(this.byCopies);
    for (const [copies, messages] of this.byCopies) if (copies > habit) repeated.add((copies - habit) * messages);
    if (habit > 1) answerCopies.add(habit);
    this.byCopies.clear();
    this.held = 0;
  }
}

/** Where several are equally common, the lowest. */
const mostCommon = (counts: ReadonlyMap<number, number>): number =>
  [...counts].sort(([one, ones], [other, others]) => others - ones || one - other)[0]?.[0] ?? 1;

export const answerHabits = new AnswerHabits();
