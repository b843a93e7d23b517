import { useEffect, useRef } from "react";
import { layerKinds } from "@/graph/catalogue";
import { clipToText, textToClip } from "@/graph/clipboard";
import { documentStore } from "@/graph/documentStore";
import { cut } from "@/graph/edit";
import { networkOf } from "@/graph/experiment";
import { pasteWithWords, removeSelected } from "./removing";
import { isTyping } from "./typing";

const KINDS: ReadonlySet<string> = new Set(layerKinds);
const STEP = 40;

/** Copy, cut and paste of layers and comments through the system's clipboard, between tabs too. */
export function useClipboard(readOnly: boolean): void {
  const pastes = useRef(0);
  useEffect(() => {
    const takes = (event: ClipboardEvent) =>
      !isTyping(event.target) && (document.getSelection()?.isCollapsed ?? true);

    const copy = (event: ClipboardEvent) => {
      const { document: saved, role, selection, selectedComments } = documentStore.getState();
      if (!takes(event) || selection.length + selectedComments.length === 0) return;
      const clip = cut(networkOf(saved, role), selection, selectedComments);
      event.clipboardData?.setData("text/plain", clipToText(clip));
      event.preventDefault();
      pastes.current = 0;
      if (event.type === "cut" && !readOnly) removeSelected();
    };
    const paste = (event: ClipboardEvent) => {
      if (!takes(event) || readOnly) return;
      const clip = textToClip(event.clipboardData?.getData("text/plain") ?? "", KINDS);
      if (clip === null) return;
      event.preventDefault();
      pastes.current += 1;
      const shift = STEP * pastes.current;
      pasteWithWords(clip, { x: shift, y: shift });
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
