/** How many recipients are tried for the first time within an hour, counted by the steady clock: Waypost is no bulk mailer. */

const hour = 3_600_000;
/** How far ahead of the clock a time may lie and still have been: clocks are set right by as much. In milliseconds. */
const ahead = 300_000;

export class HourlyCap {
  /** When first attempts began, the earliest first. */
  readonly #began: number[];

  /**
   * `earlier`: wall times of other runs, believed as far as an hour goes. What lies in the future was written under a clock that was wrong,
   * and would count anew for each run until then.
   */
  constructor(
    earlier: readonly number[],
    { wall, steady }: { readonly wall: number; readonly steady: number },
  ) {
    this.#began = earlier
      .filter((at) => at <= wall + ahead)
      .map((at) => steady - Math.min(Math.max(wall - at, 0), hour))
      .sort((a, b) => a - b);
  }

  /** How many more may begin now. */
  room(cap: number, steady: number): number {
    const fresh = this.#began.findIndex((at) => at > steady - hour);
    this.#began.splice(0, fresh < 0 ? this.#began.length : fresh);
    return Math.max(0, cap - this.#began.length);
  }

  begin(count: number, steady: number): void {
    for (let each = 0; each < count; each++) this.#began.push(steady);
  }
}
