import { useEffect, useRef } from "react";
import { useResolvedScheme } from "@/ui/appearance";
import { type ColourTables, colourTables } from "@/ui/colour";
import { paintTile, type Tile } from "./drawMaps";
import styles from "./Tiles.module.css";

interface TilesProps {
  rows: readonly (readonly Tile[])[];
  table: keyof ColourTables;
  /** Edge of one tile in CSS pixels. */
  size: number;
  gap?: number;
}

/** Small images in rows, every pixel a square. */
export function Tiles({ rows, table, size, gap = 3 }: TilesProps) {
  return (
    <div className={styles.rows} style={{ gap }}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={index} className={styles.row} style={{ gap }}>
          {row.map((tile, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a tile is its place
            <TileCanvas key={column} tile={tile} table={table} size={size} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface TileCanvasProps {
  tile: Tile;
  table: keyof ColourTables;
  /** Edge in CSS pixels; without it the style sheet says. */
  size?: number;
}

export function TileCanvas({ tile, table, size }: TileCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useResolvedScheme();
  useEffect(() => {
    if (canvas.current) paintTile(canvas.current, tile, colourTables(scheme)[table]);
  }, [tile, table, scheme]);
  return (
    <canvas
      ref={canvas}
      className={styles.tile}
      style={size === undefined ? undefined : { width: size, height: size }}
    />
  );
}
