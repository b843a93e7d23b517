import { createStore, type StoreApi } from "zustand/vanilla";
import type {
  CaughtUp,
  Command,
  FollowRuns,
  ListEnded,
  Logged,
  Query,
  Refused,
  RunsListed,
  Shown,
  StateChanged,
  ToBrowser,
  ToServer,
  ViewersChanged,
} from "@/schema/schema.gen";
import { ApiError } from "./errors";
import { Requests } from "./requests";
import { inBrowser, type Surroundings } from "./surroundings";
import { pack, unpack } from "./wire";

export type Connection = "online" | "reconnecting" | "offline";

/** Where in a run's log a reader is: the position of the last event it has. */
export interface LivePosition {
  term: number;
  seq: number;
}

/** The history broke off before its end: it comes once more, from its beginning. */
export interface BegunAgain {
  type: "begun_again";
}

export type RunMessage = Logged | CaughtUp | StateChanged | ViewersChanged | Refused | BegunAgain;

interface WatchOptions {
  /** The viewing secret of a shared link. */
  share?: string;
  after?: LivePosition;
}

/** Asked about this step, the newest weights answer. */
export const NEWEST = -1;

export interface Live {
  readonly connection: StoreApi<Connection>;
  /** This run's events after a position, then the tail; again from the last one after every break. Returns the end. */
  watch: (
    run: string,
    listener: (message: RunMessage) => void,
    options?: WatchOptions,
  ) => () => void;
  /** The list of runs of an experiment or a link, now and at every change. One list at a time. Returns the end. */
  followRuns: (of: Listing["of"], listener: Listing["listener"]) => () => void;
  /** Asks for the followed list once more. */
  renewRuns: () => void;
  order: (run: string, command: Command) => Promise<void>;
  ask: (run: string, query: Query, step?: number) => Promise<Shown>;
}

interface Listing {
  of: Partial<Pick<FollowRuns, "experiment" | "share">>;
  listener: (message: RunsListed | ListEnded) => void;
}

interface Watched {
  share: string;
  position: LivePosition;
  caughtUp: boolean;
  listener: (message: RunMessage) => void;
}

/** So many failures in a row are an absence, not a hiccup. */
const OFFLINE_AFTER = 5;

class LiveSocket implements Live {
  readonly connection = createStore<Connection>(() => "online");
  private readonly surroundings: Surroundings;
  private readonly watched = new Map<string, Watched>();
  private listing: Listing | null = null;
  private readonly requests = new Requests();
  private readonly waiting: ToServer[] = [];
  private socket: WebSocket | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  watch: Live["watch"] = (run, listener, options = {}) => {
    const watched: Watched = {
      share: options.share ?? "",
      position: options.after ?? { term: 0, seq: 0 },
      caughtUp: options.after !== undefined,
      listener,
    };
    this.watched.set(run, watched);
    if (this.isOpen()) this.send(this.watchMessage(run, watched));
    else this.connect();
    return () => {
      if (this.watched.get(run) !== watched) return;
      this.watched.delete(run);
      if (this.isOpen()) this.send({ type: "unwatch", run });
    };
  };

  followRuns: Live["followRuns"] = (of, listener) => {
    const listing = { of, listener };
    this.listing = listing;
    if (this.isOpen()) this.renewRuns();
    else this.connect();
    return () => {
      if (this.listing !== listing) return;
      this.listing = null;
      if (this.isOpen()) this.send({ type: "unfollow_runs" });
    };
  };

  renewRuns = (): void => {
    if (this.listing === null || !this.isOpen()) return;
    const { experiment = "", share = "" } = this.listing.of;
    this.send({ type: "follow_runs", experiment, share });
  };

  order: Live["order"] = async (run, command) => {
    await this.request((id) => ({ type: "order", id, run, command }));
  };

  ask: Live["ask"] = async (run, query, step = NEWEST) => {
    const answer = await this.request((id) => ({ type: "ask", id, run, query, step }));
    if (answer === undefined) throw new ApiError({ code: "unexpected_answer", status: 0 });
    return answer;
  };

  /** The network is back, or the page is looked at again: no reason to wait on. */
  hurry(): void {
    if (this.socket !== null || this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.connect();
  }

  private isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  private async request(message: (id: number) => ToServer): Promise<Shown | undefined> {
    if (this.connection.getState() !== "online") throw new ApiError({ code: "offline", status: 0 });
    return this.requests.add((id) => {
      if (this.isOpen()) this.send(message(id));
      else {
        this.waiting.push(message(id));
        this.connect();
      }
    });
  }

  private send(message: ToServer): void {
    this.socket?.send(pack(message));
  }

  private watchMessage(run: string, watched: Watched): ToServer {
    return { type: "watch", run, share: watched.share, ...watched.position };
  }

  private connect(): void {
    if (this.socket !== null || this.timer !== undefined) return;
    const socket = this.surroundings.open();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.received(unpack(event.data));
    socket.onclose = () => this.closed();
    this.socket = socket;
  }

  private opened(): void {
    this.failures = 0;
    this.connection.setState("online", true);
    for (const [run, watched] of this.watched) this.send(this.watchMessage(run, watched));
    this.renewRuns();
    for (const message of this.waiting.splice(0)) this.send(message);
  }

  private closed(): void {
    this.socket = null;
    this.waiting.length = 0;
    this.requests.rejectAll();
    for (const watched of this.watched.values()) {
      // A long history is told in sums, which stand at the end of what they sum up: no place to go on from.
      if (watched.caughtUp || watched.position.term === 0) continue;
      watched.position = { term: 0, seq: 0 };
      watched.listener({ type: "begun_again" });
    }
    if (this.watched.size === 0 && this.listing === null) return;
    const state = this.failures >= OFFLINE_AFTER ? "offline" : "reconnecting";
    this.connection.setState(state, true);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.connect();
    }, this.surroundings.backoff(this.failures));
    this.failures += 1;
  }

  private received(message: ToBrowser): void {
    switch (message.type) {
      case "accepted":
        this.requests.resolve(message.id);
        return;
      case "answered":
        this.requests.resolve(message.id, message.answer);
        return;
      case "refused": {
        const { code, params } = message;
        const fault = new ApiError({ code, status: 400, params });
        if (!this.requests.reject(message.id, fault))
          this.watched.get(message.run)?.listener(message);
        return;
      }
      case "logged":
        this.log(message);
        return;
      case "caught_up": {
        const watched = this.watched.get(message.run);
        if (watched === undefined) return;
        watched.caughtUp = true;
        watched.listener(message);
        return;
      }
      case "runs_listed":
      case "list_ended": {
        const { experiment, share } = this.listing?.of ?? {};
        if (message.of === (share || experiment)) this.listing?.listener(message);
        return;
      }
      default:
        this.watched.get(message.run)?.listener(message);
    }
  }

  private log(message: Logged): void {
    const watched = this.watched.get(message.run);
    if (watched === undefined) return;
    const { term, seq } = watched.position;
    // An event that is here already can only be an echo of an older subscription.
    if (message.term < term || (message.term === term && message.seq <= seq)) return;
    watched.position = { term: message.term, seq: message.seq };
    watched.listener(message);
  }
}

export function createLive(surroundings: Partial<Surroundings> = {}): LiveSocket {
  return new LiveSocket({ ...inBrowser(), ...surroundings });
}

let shared: LiveSocket | null = null;

/** The page's one socket. */
export function live(): Live {
  if (shared === null) {
    const socket = createLive();
    window.addEventListener("online", () => socket.hurry());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") socket.hurry();
    });
    shared = socket;
  }
  return shared;
}
