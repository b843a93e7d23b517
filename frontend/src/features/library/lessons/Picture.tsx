import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { floats } from "@/api/wire";
import type { PresetBody } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import { Frames } from "../pictures/Frames";
import { LinesPicture, PairsPicture } from "../pictures/LinesPicture";
import { DatasetTiles } from "../Thumbnail";
import { getPresetPicture } from "./asking";

const SIZE = 42;
const COLUMNS = 4;

/** What one looks at while the preset trains, recorded once; where nothing was, what it learns from. */
export function Picture({ preset }: { preset: PresetBody }) {
  const picture = useQuery({
    queryKey: ["preset-picture", preset.id],
    queryFn: ({ signal }) => getPresetPicture(preset.id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const lines = useMemo(
    () => picture.data?.lines.map((line) => [...floats(line)]) ?? [],
    [picture.data],
  );
  const language = useAppearance((state) => state.language);
  if (picture.isLoading) return null;
  const names = preset.variants.map((variant) => variant[language]);
  if (lines.length > 0) return <LinesPicture lines={lines} names={names} />;
  if (picture.data && picture.data.pairs.length > 0)
    return <PairsPicture pairs={floats(picture.data.pairs)} />;
  const otherwise = <DatasetTiles dataset={preset.dataset} columns={COLUMNS} size={SIZE} />;
  return (
    <Frames
      frames={picture.data?.frames ?? []}
      size={SIZE}
      columns={COLUMNS}
      otherwise={otherwise}
    />
  );
}
