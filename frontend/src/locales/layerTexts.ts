/** What is said of layers at length: apart from the texts that start the page, so that their number hardly weighs on it. */
import { create } from "zustand";

type ByName<Said> = Readonly<Record<string, Said>>;

interface Told {
  readonly doc: string;
  readonly formula: string;
  /** The formula with places for a layer's own numbers. */
  readonly worked: string;
  /** What stands in its place where a switch is on, by the switch. */
  readonly worked_with?: ByName<string>;
  readonly fields: ByName<string>;
}

export interface LayersTold {
  readonly texts: ByName<Told>;
  /** Paper and year, and the name in PyTorch. */
  readonly sources: ByName<string>;
  /** What fields are called: all that bear one name, and those of one kind that are called otherwise. */
  readonly usual: ByName<string>;
  readonly fields: ByName<ByName<string>>;
  /** What they offer to choose, likewise. */
  readonly usualOptions: ByName<ByName<string>>;
  readonly options: ByName<ByName<ByName<string>>>;
}

export const NOTHING_TOLD: LayersTold = {
  texts: {},
  sources: {},
  usual: {},
  fields: {},
  usualOptions: {},
  options: {},
};

const useHere = create<Partial<Record<string, LayersTold>>>(() => ({}));

/** Until they are here, none. */
export const useLayersTold = (language: string): LayersTold | undefined =>
  useHere((here) => here[language]);

/** Whether anyone has asked for them yet. */
export const layersAreTold = (): boolean => Object.keys(useHere.getState()).length > 0;

/** Brings them here, once for each language. */
export async function fetchLayersTold(language: string): Promise<void> {
  if (useHere.getState()[language] !== undefined) return;
  const { told } =
    language === "zh" ? await import("./chineseLayers") : await import("./englishLayers");
  useHere.setState({ [language]: told });
}
