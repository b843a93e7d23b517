/** Edits that may be offered: each was checked as if it were made, and leaves no new problem behind. */
import type { AskCheck } from "./checkStore";
import { type Experiment, networkOf, withNetwork } from "./experiment";
import { type Mend, mendsOf } from "./mends";
import type { Network, Problem } from "./types";

/** One press: a mend, and what mends what comes to light behind it. */
export interface Offer {
  readonly steps: readonly [Mend, ...Mend[]];
}

/** More steps than these are no way out but a new network. */
const MOST_STEPS = 3;

export const afterOffer = (network: Network, { steps }: Offer): Network =>
  steps.reduce((so, { edit }) => edit(so), network);

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

async function follow(first: Mend, question: Question, ask: AskCheck): Promise<Offer | null> {
  const { problem, experiment, problems, signal } = question;
  const { role } = problem.where;
  const key = problemKey(problem);
  const steps: [Mend, ...Mend[]] = [first];
  let network = first.edit(networkOf(experiment, role));
  for (;;) {
    const answer = await ask(withNetwork(experiment, role, network), signal);
    const left = counted(answer.problems).get(key) ?? 0;
    if (left >= (counted(problems).get(key) ?? 1)) return null;
    const [next] = fresh(problems, answer.problems);
    if (next === undefined) return { steps };
    const [mend] = next.where.role === role ? mendsOf(next, network) : [];
    if (mend === undefined || steps.length === MOST_STEPS) return null;
    network = mend.edit(network);
    steps.push(mend);
  }
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
    const { problem, experiment } = question;
    const found: Offer[] = [];
    for (const mend of mendsOf(problem, networkOf(experiment, problem.where.role))) {
      // What could not be checked is not offered.
      const offer = await follow(mend, question, ask).catch(() => null);
      if (offer !== null) found.push(offer);
    }
    return found;
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
