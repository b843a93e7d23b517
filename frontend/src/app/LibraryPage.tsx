export function LibraryPage() {
  return <main>Library</main>;
}
