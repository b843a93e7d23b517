import { decode, encode } from "@msgpack/msgpack";
import type { ToBrowser, ToServer } from "@/schema/schema.gen";

/** The other end of the live socket, for tests. */
export class FakeSocket extends EventTarget {
  static made: FakeSocket[] = [];
  binaryType = "blob";
  readyState: number = WebSocket.CONNECTING;
  readonly received: ToServer[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;

  constructor() {
    super();
    FakeSocket.made.push(this);
  }

  static open(): WebSocket {
    return new FakeSocket() as unknown as WebSocket;
  }

  static get newest(): FakeSocket {
    const socket = FakeSocket.made.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }

  send(data: Uint8Array): void {
    this.received.push(decode(data) as ToServer);
  }

  say(message: ToBrowser): void {
    this.onmessage?.({ data: encode(message).slice().buffer });
  }

  drop(): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.();
  }
}
