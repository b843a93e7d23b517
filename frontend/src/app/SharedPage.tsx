export function SharedPage({ secret }: { secret: string }) {
  return <main>{secret}</main>;
}
