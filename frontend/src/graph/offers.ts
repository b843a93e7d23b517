/**
 * Edits that may be offered: each was checked as if it were made. Those that leave nothing new behind are offered alone;
 * where there is none, those that the problem's sentence names, with what stays wrong after them. None brings the same
 * problem again.
 */
import { withLevel } from "./blocks/editing";
import { holderOf, type Level, levelsOf, type OpenUse, sameUse } from "./blocks/opened";
import type { AskCheck } from "./checkStore";
import { type Experiment, withValue } from "./experiment";
import { type Mend, mendsOf } from "./mends";
import type { Network, Problem } from "./types";

/** One press: a mend, and what mends what comes to light behind it. */
export interface Offer {
  readonly steps: readonly [Mend, ...Mend[]];
  /** What is wrong after it and was not before; null where nothing is. */
  readonly leaves: Problem | null;
}

/** More steps than these are no way out but a new network. */
const MOST_STEPS = 3;
/** More ways than these are no help. */
const MOST_OFFERS = 3;

export const afterOffer = (network: Network, { steps }: Offer): Network =>
  steps.reduce((so, { edit }) => edit(so), network);

/** The experiment after one edit, of a network or of the settings. */
function after(experiment: Experiment, at: OfferPlace, { edit, setting }: Mend): Experiment {
  if (setting !== undefined) return withValue(experiment, setting.path, setting.value);
  const level = levelAt(experiment, at);
  return level === null ? experiment : withLevel(experiment, level, edit(level.network));
}

/** The network that a problem is mended in: that of its role, or the inside of a block. */
export type OfferPlace = Pick<OpenUse, "role" | "way" | "copies">;

export function placeOf({ where: { role, node } }: Problem): OfferPlace {
  return holderOf(role, node) ?? { role, way: [], copies: [] };
}

function levelAt(experiment: Experiment, at: OfferPlace): Level | null {
  const level = levelsOf(experiment, at).at(-1);
  return level?.way.length === at.way.length ? level : null;
}

/** Where a problem is and what it is; its figures may change while it stands. */
export function problemKey({ code, where }: Problem): string {
  return `${code} ${where.role} ${where.node} ${where.field}`;
}

function counted(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) {
    const key = problemKey(problem);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Problems of the networks that were not there before. Those of the settings are no matter of wires. */
function fresh(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const known = counted(before);
  return after.filter((problem) => {
    const key = problemKey(problem);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0 && problem.where.role !== "";
  });
}

interface Question {
  readonly problem: Problem;
  readonly experiment: Experiment;
  /** All that is wrong now. */
  readonly problems: readonly Problem[];
  readonly signal: AbortSignal;
}

/** An offer, and how much is wrong after its first step. */
interface Followed extends Offer {
  readonly left: number;
}

async function follow(first: Mend, question: Question, ask: AskCheck): Promise<Followed | null> {
  const { problem, problems, signal } = question;
  const at = placeOf(problem);
  const key = problemKey(problem);
  const steps: [Mend, ...Mend[]] = [first];
  let experiment = after(question.experiment, at, first);
  let alone: Followed | null = null;
  for (;;) {
    const answer = await ask(experiment, signal);
    const same = counted(answer.problems).get(key) ?? 0;
    if (same >= (counted(problems).get(key) ?? 1)) return alone;
    const left = answer.problems.length;
    const [next] = fresh(problems, answer.problems);
    if (next === undefined) return { steps, leaves: null, left };
    alone ??= { steps: [first], leaves: next, left };
    const [mend] = sameUse(placeOf(next), at) ? mendsFor(next, experiment) : [];
    if (mend === undefined || steps.length === MOST_STEPS) return alone;
    experiment = after(experiment, at, mend);
    steps.push(mend);
  }
}

function mendsFor(problem: Problem, experiment: Experiment): readonly Mend[] {
  const level = levelAt(experiment, placeOf(problem));
  const inside = level && asInside(problem, level.prefix);
  return level && inside ? mendsOf(inside, level.network, experiment.pace.batch_size) : [];
}

/** Params of a problem that name a layer. */
const NAMES = ["node", "source", "first", "linear"] as const;

/** A problem by the names of the network that it stands in; null where it names a layer of another. */
function asInside(problem: Problem, prefix: string): Problem | null {
  if (prefix === "") return problem;
  const start = `${prefix}/`;
  const { params, where } = problem;
  const named = NAMES.filter((name) => Object.hasOwn(params, name));
  if (!named.every((name) => String(params[name]).startsWith(start))) return null;
  const bare = (path: string) => path.slice(start.length);
  const names = Object.fromEntries(named.map((name) => [name, bare(String(params[name]))]));
  return {
    ...problem,
    params: { ...params, ...names },
    where: { ...where, node: bare(where.node) },
  };
}

const isSound = ({ leaves }: Offer): boolean => leaves === null;

/** The layer is gone, and its neighbour has what it had. */
const passesOn = ({ steps: [first], leaves }: Offer, { code }: Problem): boolean =>
  first.key === "remove" && leaves?.code === code;

/** Nothing is better than an edit that mends; without one, those after which the least is wrong. */
function best(named: readonly Followed[], problem: Problem): readonly Offer[] {
  const sound = named.filter(isSound);
  if (sound.length > 0) return sound;
  const helpful = named.filter((offer) => !passesOn(offer, problem));
  const least = Math.min(...helpful.map(({ left }) => left));
  return helpful.filter(({ left }) => left === least);
}

type Offers = (
  problem: Problem,
  experiment: Experiment,
  problems: readonly Problem[],
) => Promise<readonly Offer[]>;

/** Asks once for each problem of a document, one after the other: a long list must not flood the server. */
export function offering(ask: AskCheck): Offers {
  let about: Experiment | null = null;
  let leaving = new AbortController();
  let known = new Map<string, Promise<readonly Offer[]>>();
  let last: Promise<unknown> = Promise.resolve();

  const find = async (question: Question): Promise<readonly Offer[]> => {
    const mends = mendsFor(question.problem, question.experiment);
    const followed = async (wanted: readonly Mend[]) => {
      const found: Followed[] = [];
      for (const mend of wanted) {
        // What could not be checked is not offered.
        const offer = await follow(mend, question, ask).catch(() => null);
        if (offer !== null) found.push(offer);
      }
      return found;
    };
    const named = best(await followed(mends.filter(({ spare }) => !spare)), question.problem);
    if (named.some(isSound)) return named.slice(0, MOST_OFFERS);
    const spare = (await followed(mends.filter(({ spare }) => spare))).filter(isSound);
    return [...named, ...spare].slice(0, MOST_OFFERS);
  };

  return (problem, experiment, problems) => {
    if (experiment !== about) {
      leaving.abort();
      leaving = new AbortController();
      known = new Map();
      last = Promise.resolve();
      about = experiment;
    }
    const key = `${problemKey(problem)} ${JSON.stringify(problem.params)}`;
    const asked = known.get(key);
    if (asked !== undefined) return asked;
    const { signal } = leaving;
    const found = last.then(() =>
      signal.aborted ? [] : find({ problem, experiment, problems, signal }),
    );
    known.set(key, found);
    last = found;
    return found;
  };
}
