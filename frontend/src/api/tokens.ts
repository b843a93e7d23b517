/** Texts as a network reads them: letter by letter, each by its place among the names of the tokens. */

/** What tokens spell; words are parted where any of the names is longer than a letter. */
export function spelt(tokens: readonly number[], names: readonly string[]): string {
  const isOfLetters = names.every((name) => [...name].length === 1);
  return tokens.map((token) => names[token] ?? String(token)).join(isOfLetters ? "" : " ");
}

/** The letters of a text that have no name, not even as small letters: each once. The server reads likewise. */
export function lettersUnknown(text: string, names: readonly string[]): string[] {
  const known = new Set(names);
  const unknown = [...text.normalize("NFC")].filter(
    (letter) => !known.has(letter) && !known.has(letter.toLowerCase()),
  );
  return [...new Set(unknown)];
}
