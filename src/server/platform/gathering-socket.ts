import { Socket } from 'node:net';

/** A socket that sends as one what is written in one go: each sending is a call of the system, and costs more than many a statement. */
export class GatheringSocket extends Socket {
  #isGathering = false;

  override write(...given: unknown[]): boolean {
    if (!this.#isGathering) {
      this.#isGathering = true;
      this.cork();
      process.nextTick(() => {
        this.#isGathering = false;
        this.uncork();
      });
    }
    return Reflect.apply(super.write, this, given);
  }
}
