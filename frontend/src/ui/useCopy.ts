import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 2_000;

/** Beyond this computer and without TLS a page has no `navigator.clipboard`: it answers a copy command itself. */
function copyByCommand(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  return copied;
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** Puts a text on the clipboard; `copied` is true for a moment after it worked. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = useCallback((text: string) => void copyText(text).then(setCopied), []);
  return { copied, copy };
}
