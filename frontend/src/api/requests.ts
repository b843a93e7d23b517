import type { Shown } from "@/schema/schema.gen";
import { ApiError } from "./errors";

interface Awaited {
  resolve: (answer: Shown | undefined) => void;
  reject: (error: ApiError) => void;
}

/** Orders and questions that are on their way, by number. An order is answered with nothing but its being taken. */
export class Requests {
  private readonly open = new Map<number, Awaited>();
  private nextId = 1;

  /** One more; `send` is given its number. */
  add(send: (id: number) => void): Promise<Shown | undefined> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.open.set(id, { resolve, reject });
      send(id);
    });
  }

  resolve(id: number, answer?: Shown): void {
    this.take(id)?.resolve(answer);
  }

  /** False where nobody waits under this number. */
  reject(id: number, error: ApiError): boolean {
    const awaited = this.take(id);
    awaited?.reject(error);
    return awaited !== undefined;
  }

  /** The line is down: none of them will be answered. */
  rejectAll(): void {
    for (const { reject } of this.open.values())
      reject(new ApiError({ code: "offline", status: 0 }));
    this.open.clear();
  }

  private take(id: number): Awaited | undefined {
    const awaited = this.open.get(id);
    this.open.delete(id);
    return awaited;
  }
}
