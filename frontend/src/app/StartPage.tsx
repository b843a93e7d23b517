export function StartPage() {
  return <main>Start</main>;
}
