import { useMutation } from "@tanstack/react-query";
import { downloadDataset } from "@/api/datasets";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";

/** Fetches a dataset that is not on the server yet. */
export function useFetching() {
  const errorText = useErrorText();
  const reread = useReread();
  return useMutation({
    mutationFn: (kind: string) => downloadDataset(kind),
    onError: (error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(["datasets"]),
  });
}
