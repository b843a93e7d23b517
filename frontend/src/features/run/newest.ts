import { ApiError } from "@/api/errors";

/** At most so many questions a second for one page. */
const REST_MS = 150;
const AFTER_REFUSAL_MS = 1500;

/** The server, or the line to it, is busy: the same question may be answered a little later. */
function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 429 || error.status === 0);
}

/** Carries out the newest wish alone: at once where it has rested, later ones a little later; one that is overtaken ends. */
export class Newest<Wish> {
  private readonly act: (wish: Wish, signal: AbortSignal) => Promise<void>;
  private notBefore = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | null = null;

  constructor(act: (wish: Wish, signal: AbortSignal) => Promise<void>) {
    this.act = act;
  }

  want(wish: Wish): void {
    this.end();
    const wait = this.notBefore - performance.now();
    if (wait <= 0) void this.begin(wish);
    else this.timer = setTimeout(() => void this.begin(wish), wait);
  }

  /** Wants nothing more. */
  end(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  private async begin(wish: Wish): Promise<void> {
    const current = new AbortController();
    this.running = current;
    this.notBefore = performance.now() + REST_MS;
    try {
      await this.act(wish, current.signal);
    } catch (error) {
      if (this.running !== current || !mayPass(error)) return;
      // A class that was refused together does not come back together.
      this.notBefore = performance.now() + AFTER_REFUSAL_MS * (1 + Math.random());
      this.want(wish);
    }
  }
}
