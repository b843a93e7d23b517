import { useMemo } from "react";
import { useProblems } from "@/graph/checkStore";
import { useErrorText } from "@/ui/useErrorText";

/** What the check says of the fields of one group of settings, by name. The group is a path in the document: `pace`. */
export function useFieldProblems(group: string): Readonly<Record<string, string>> {
  const problems = useProblems();
  const errorText = useErrorText();
  return useMemo(() => {
    const ours = problems.filter(
      ({ where }) => where.node === "" && where.field.startsWith(`${group}.`),
    );
    return Object.fromEntries(
      ours.map(({ code, params, where }) => [
        where.field.slice(group.length + 1),
        // It stands at its place, which goes without saying there.
        errorText({ code, params }),
      ]),
    );
  }, [problems, errorText, group]);
}
