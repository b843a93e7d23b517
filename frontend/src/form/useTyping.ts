import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { FieldFault } from "./bounds";

/** What a text means, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly fault: FieldFault };

interface Typing<Value> {
  /** What stands in the field while nobody types in it: the value that is set. */
  text: string;
  read: (typed: string) => Read<Value>;
  take: (value: Value) => void;
  onFault: (fault: FieldFault | null) => void;
}

/** A text is meant on Enter or on leaving the field, and not before; Escape gives the old one back. */
export function useTyping<Value>({ text, read, take, onFault }: Typing<Value>) {
  const [draft, setDraft] = useState<string | null>(null);
  // After a refused Enter the sentence follows each key until the text is right.
  const [refused, setRefused] = useState(false);
  const forget = () => {
    setDraft(null);
    setRefused(false);
  };
  const tell = (typed: string): Read<Value> => {
    const meant = read(typed);
    onFault("fault" in meant ? meant.fault : null);
    return meant;
  };
  const type = (typed: string) => {
    setDraft(typed);
    if (refused) tell(typed);
    else onFault(null);
  };
  const enter = () => {
    if (draft === null) return;
    const meant = tell(draft);
    if ("fault" in meant) return setRefused(true);
    forget();
    take(meant.value);
  };
  /** What was typed and can't be taken is named, since the field shows what is set. */
  const leave = () => {
    if (draft === null && !refused) return;
    const meant = draft === null || draft.trim() === text ? null : read(draft);
    forget();
    const blank = draft?.trim() === "";
    if (meant === null || ("fault" in meant && blank)) return onFault(null);
    onFault("fault" in meant ? { ...meant.fault, typed: (draft ?? "").trim() } : null);
    if ("value" in meant) take(meant.value);
  };
  const giveBack = (event: KeyboardEvent) => {
    if (draft === null && !refused) return;
    // It closes this alone.
    event.preventDefault();
    event.stopPropagation();
    forget();
    onFault(null);
  };
  useLeavingWithThePage(leave);
  return {
    shown: draft ?? text,
    draft,
    forget,
    refuse: (fault: FieldFault) => {
      setRefused(true);
      onFault(fault);
    },
    props: {
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onBlur: leave,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) enter();
        else if (event.key === "Escape") giveBack(event);
      },
    },
  };
}

/** A press on another layer takes the field away before it is blurred: what was typed still counts, for this one. */
function useLeavingWithThePage(leave: () => void): void {
  const last = useRef(leave);
  useEffect(() => {
    last.current = leave;
  });
  useEffect(() => () => last.current(), []);
}
