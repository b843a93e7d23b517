/** What layers, families and ports are called, in the reader's language. What they do is told by `useLayerTexts`. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LayerSpec } from "@/schema/spec";

interface LayerWords {
  /** `Convolution, 2-D` */
  readonly name: (spec: LayerSpec) => string;
  readonly family: (spec: LayerSpec) => string;
  /** What a port is called, where a layer has several. */
  readonly port: (name: string) => string;
}

export function useLayerWords(): LayerWords {
  const { t, i18n } = useTranslation("layers");
  return useMemo(() => {
    const say = (key: string, otherwise: string) =>
      i18n.exists(key, { ns: "layers" }) ? t(key as "kinds.input") : otherwise;
    return {
      name: (spec) => say(`kinds.${spec.kind}`, spec.kind),
      family: (spec) => say(`families.${spec.family}`, spec.family),
      port: (name) => say(`ports.${name}`, name),
    };
  }, [t, i18n]);
}
