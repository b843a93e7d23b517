import { useEffect, useRef } from "react";
import { blocksBehind } from "@/graph/blocks/definitions";
import { CLIP_FORMAT, clipToText } from "@/graph/clipText";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { cut } from "@/graph/edit";
import { blocksOf } from "@/graph/experiment";
import { removeSelected } from "./removing";
import { isTyping } from "./typing";

/** Copy, cut and paste of layers and comments through the system's clipboard, between tabs too. */
export function useClipboard(readOnly: boolean): void {
  const pastes = useRef(0);
  useEffect(() => {
    const takes = (event: ClipboardEvent) =>
      !isTyping(event.target) && (document.getSelection()?.isCollapsed ?? true);

    const copy = (event: ClipboardEvent) => {
      const { selection, selectedComments } = documentStore.getState();
      if (!takes(event) || selection.length + selectedComments.length === 0) return;
      const clip = cut(currentSheet(), selection, selectedComments);
      const blocks = blocksBehind(blocksOf(documentStore.getState().document), clip);
      event.clipboardData?.setData("text/plain", clipToText({ ...clip, blocks }));
      event.preventDefault();
      pastes.current = 0;
      if (event.type === "cut" && !readOnly) removeSelected();
    };
    const paste = (event: ClipboardEvent) => {
      if (!takes(event) || readOnly) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!text.includes(CLIP_FORMAT)) return;
      event.preventDefault();
      void import("./pasting").then(({ pasteText }) => {
        pastes.current = pasteText(text, pastes.current);
      });
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [readOnly]);
}
