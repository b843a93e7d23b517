import { documentStore } from "@/graph/documentStore";
import { withVariantTaken } from "@/graph/variants";

/** Makes a variant the document; undo takes it back. */
export function takeVariant(name: string): void {
  const { view, rewrite } = documentStore.getState();
  // Whatever network of a run is on the canvas: it is the document that is changed.
  view(null);
  rewrite((document) => withVariantTaken(document, name));
}
