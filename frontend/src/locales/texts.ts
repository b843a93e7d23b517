/** The shape that a translation must have: every key of the English file. Chinese has no singular, so `_one` falls away. */
export type Texts<English> = {
  readonly [Key in keyof English as Key extends `${infer Stem}_one`
    ? `${Stem}_other` extends keyof English
      ? never
      : Key
    : Key]: English[Key] extends string ? string : Texts<English[Key]>;
};
