/**
 * Edits that may be offered: each was checked as if it were made. Those that leave nothing new behind are offered alone;
 * where there is none, those that the problem's sentence names, with what stays wrong after them. None brings the same
 * problem again.
 */
import type { AskCheck } from "./checkStore";
import { type Experiment, networkOf, withNetwork, withValue } from "./experiment";
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
function after(experiment: Experiment, role: string, { edit, setting }: Mend): Experiment {
  if (setting !== undefined) return withValue(experiment, setting.path, setting.value);
  return withNetwork(experiment, role, edit(networkOf(experiment, role)));
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
  const { role } = problem.where;
  const key = problemKey(problem);
  const steps: [Mend, ...Mend[]] = [first];
  let experiment = after(question.experiment, role, first);
  let alone: Followed | null = null;
  for (;;) {
    const answer = await ask(experiment, signal);
    const same = counted(answer.problems).get(key) ?? 0;
    if (same >= (counted(problems).get(key) ?? 1)) return alone;
    const left = answer.problems.length;
    const [next] = fresh(problems, answer.problems);
    if (next === undefined) return { steps, leaves: null, left };
    alone ??= { steps: [first], leaves: next, left };
    const [mend] = next.where.role === role ? mendsFor(next, experiment) : [];
    if (mend === undefined || steps.length === MOST_STEPS) return alone;
    experiment = after(experiment, role, mend);
    steps.push(mend);
  }
}

function mendsFor(problem: Problem, experiment: Experiment): readonly Mend[] {
  const network = networkOf(experiment, problem.where.role);
  return mendsOf(problem, network, experiment.pace.batch_size);
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
