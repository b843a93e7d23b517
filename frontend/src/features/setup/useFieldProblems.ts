import { useMemo } from "react";
import { useProblems } from "@/graph/checkStore";
import { useErrorText } from "@/ui/useErrorText";

/** What the check says of the experiment's own settings, by the last name of the field's path. */
export function useFieldProblems(): Readonly<Record<string, string>> {
  const problems = useProblems();
  const errorText = useErrorText();
  return useMemo(() => {
    const ours = problems.filter(({ where }) => where.node === "" && where.field !== "");
    return Object.fromEntries(
      ours.map((problem) => [problem.where.field.split(".").at(-1) ?? "", errorText(problem)]),
    );
  }, [problems, errorText]);
}
