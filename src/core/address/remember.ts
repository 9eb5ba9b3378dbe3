/** What is found out about domain names, kept: a field is read again at every key, and a list names the same domains over and over. */

const limit = 1000;

export function remembering<Found>(find: (name: string) => Found): (name: string) => Found {
  const known = new Map<string, Found>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      if (known.size >= limit) known.clear();
      found = find(name);
      known.set(name, found);
    }
    return found;
  };
}
