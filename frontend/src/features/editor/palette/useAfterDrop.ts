import { useEffect } from "react";

/** What a layer was carried out of goes once it is dropped: it lies over the canvas. A drag that nobody took leaves it. */
export function useAfterDrop(close: () => void): void {
  useEffect(() => {
    const end = ({ dataTransfer }: DragEvent) => {
      if (dataTransfer !== null && dataTransfer.dropEffect !== "none") close();
    };
    document.addEventListener("dragend", end);
    return () => document.removeEventListener("dragend", end);
  }, [close]);
}
