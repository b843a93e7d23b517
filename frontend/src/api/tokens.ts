/** Texts as a network reads them: letter by letter, each by its place among the names of the tokens. */

/** What tokens spell; words are parted where any of the names is longer than a letter. */
export function spelt(tokens: readonly number[], names: readonly string[]): string {
  return tokens
    .map((token) => seen(names[token] ?? String(token)))
    .join(isOfWords(names) ? " " : "");
}

/** A letter as one sees it: the end of a line has a sign of its own. */
export const seen = (letter: string): string => (letter === "\n" ? "↵" : letter);

/** Whether a text is read word by word: some token is longer than a letter. */
export const isOfWords = (names: readonly string[]): boolean =>
  names.some((name) => [...name].length > 1);

/** The words of a text, without the signs between them. The server reads likewise. */
const wordsIn = (text: string): string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .match(/[a-z0-9]+(?:'[a-z]+)*/g) ?? [];

/** A text in the pieces that are read: letters, or words. */
export const piecesOf = (text: string, names: readonly string[]): string[] =>
  isOfWords(names) ? wordsIn(text) : [...text.normalize("NFC")];

/** The letters, or words, of a text that have no name, not even as small letters: each once. The server reads likewise. */
export function lettersUnknown(text: string, names: readonly string[]): string[] {
  const known = new Set(names);
  if (isOfWords(names)) return [...new Set(wordsIn(text).filter((word) => !known.has(word)))];
  const unknown = [...text.normalize("NFC")].filter(
    (letter) => !known.has(letter) && !known.has(letter.toLowerCase()),
  );
  return [...new Set(unknown)];
}
