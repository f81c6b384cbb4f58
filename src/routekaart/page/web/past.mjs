/**
 * What the Back button of the browser goes through. An entry of its history holds a number and nothing else; the states
 * stay here, and are gone with the page.
 */

/** The states so far, the first of which is shown now. */
export function makePast(first) {
  // Entries of before the page was loaded anew have other numbers.
  let now = Date.now();
  const states = new Map([[now, first]]);
  history.replaceState({ at: now }, "");

  /** A state that is new; from here on there is no forward. */
  const add = (state, address) => {
    for (const number of states.keys()) if (number > now) states.delete(number);
    now += 1;
    states.set(now, state);
    history.pushState({ at: now }, "", address);
  };

  /** A state of somebody else: of all before it nothing is left. */
  const addAlone = (state, address) => {
    states.clear();
    add(state, address);
  };

  /** The state of an entry that was gone to; the first that is left for one of which the state is gone. */
  const goneTo = (entry) => {
    if (entry === null) history.replaceState({ at: now }, "");
    else now = states.has(entry.at) ? entry.at : Math.min(...states.keys());
    return states.get(now);
  };

  return Object.freeze({ add, addAlone, goneTo, all: () => [...states.values()] });
}
