/** Joins calls for the same name: while one is under way, everybody who asks gets its outcome. */
export function createSingleFlight<T>(): (name: string, work: () => Promise<T>) => Promise<T> {
  const flying = new Map<string, Promise<T>>();
  return (name, work) => {
    const known = flying.get(name);
    if (known) return known;
    const flight = work().finally(() => flying.delete(name));
    flying.set(name, flight);
    return flight;
  };
}
