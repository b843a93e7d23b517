import { setNonce } from "get-nonce";

/** The page's nonce for style elements that libraries make: the server writes it anew into every answer. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}

/** Mantine asks for the nonce itself; the scroll lock under its dialogs asks here. */
export function startStyleNonce(): void {
  setNonce(styleNonce());
}
