import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as api from "@/api/experiments";
import type { ExperimentCard } from "@/schema/schema.gen";
import { useLibraryTexts } from "@/ui/laterTexts";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";

const LIST = ["experiments"];
const WHILE_RUNNING_MS = 2_000;

export function useExperiments() {
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => api.listExperiments(signal),
    refetchInterval: ({ state }) =>
      state.data?.some((card) => card.running > 0) ? WHILE_RUNNING_MS : false,
  });
}

/** What can be done to a saved experiment. A refusal is said in the corner, and the list is read again. */
export function useLibraryActions() {
  const { t } = useLibraryTexts();
  const reread = useReread();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const common = {
    onError: (error: Error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(LIST),
  };
  const rename = useMutation({
    mutationFn: ({ card, title }: { card: ExperimentCard; title: string }) =>
      api.renameExperiment(card.id, title),
    onMutate: ({ card, title }) =>
      queries.setQueryData<ExperimentCard[]>(LIST, (cards) =>
        cards?.map((known) => (known.id === card.id ? { ...known, title } : known)),
      ),
    ...common,
  });
  const duplicate = useMutation({
    mutationFn: (card: ExperimentCard) =>
      api.copyExperiment(card.id, (title) => t("copyTitle", { title: title || t("untitled") })),
    ...common,
  });
  const restore = useMutation({
    mutationFn: (document: api.Draft) => api.createFromDocument(document),
    ...common,
  });
  const remove = useMutation({
    mutationFn: async (card: ExperimentCard) => {
      const { document } = await api.getExperiment(card.id);
      // Nobody waits for a picture of it any more, and the answer would be that it isn't there.
      await queries.cancelQueries({ queryKey: ["thumbnail", card.id] });
      await api.deleteExperiment(card.id);
      return document;
    },
    onSuccess: (document, card) => {
      const title = card.title === "" ? t("untitled") : card.title;
      // Runs are gone for good, and the question before said so; a document can be put back.
      const undo = { label: t("common:undo"), run: () => restore.mutate(document) };
      const text = t("deleted", { title });
      showMessage(card.runs === 0 ? { text, action: undo } : { text });
    },
    ...common,
  });
  return { rename: rename.mutate, duplicate: duplicate.mutate, remove: remove.mutate };
}
