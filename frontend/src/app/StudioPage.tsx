export function StudioPage({ id }: { id: string }) {
  return <main>{id}</main>;
}
