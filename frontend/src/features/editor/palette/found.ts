/** What the palette finds, and in which order. */
import { type Action, type ActionSection, type Say, SECTIONS } from "@/ui/actions";

interface Question {
  readonly text: string;
  /** Everything, or the layers of this network alone. */
  readonly scope: "all" | "layers";
  /** The reader's language first: what they say is what an action is found by. */
  readonly languages: readonly [Say, ...Say[]];
}

/** With a question the layers on the canvas come first: without one the canvas shows them already. */
const ASKED: readonly ActionSection[] = [
  "nodes",
  ...SECTIONS.filter((section) => section !== "nodes"),
];

/** What holds the text in either language, section by section; in each, what begins with it comes first. */
export function found(actions: readonly Action[], question: Question): Action[] {
  const { scope, languages } = question;
  const asked = question.text.trim().toLowerCase();
  const rank = ({ name, aside, also }: Action): number => {
    const names = languages.flatMap((say) => [name(say), aside?.(say) ?? ""]);
    const low = [...names, also ?? ""].map((each) => each.toLowerCase());
    if (low.some((each) => each.startsWith(asked))) return 0;
    return low.some((each) => each.includes(asked)) ? 1 : 2;
  };
  const sections = scope === "layers" ? (["nodes"] as const) : asked === "" ? SECTIONS : ASKED;
  const ranked = actions
    // Nobody looks through a list for what can't be done; who asks for it by name is told why.
    .filter(({ why }) => asked !== "" || (why ?? null) === null)
    .map((action) => ({ action, rank: rank(action) }))
    .filter((each) => each.rank < 2);
  return sections.flatMap((section) =>
    ranked
      .filter(({ action }) => action.section === section)
      .sort((one, other) => one.rank - other.rank)
      .map(({ action }) => action),
  );
}
