/**
 * Clicks a student through a step of the page that is open: each question is answered with what is known of her, and
 * otherwise with "I do not know". Gives what was answered.
 */
({ step, on, facts, types }) => {
  const byId = (id) => document.getElementById(id);
  const submit = (id) => byId(id).click();
  const yesNo = (value) => (["ja", "true"].includes(String(value).trim().toLowerCase()) ? "ja" : "nee");
  const answered = {};

  const factAsked = () => Object.keys(types).find((name) => types[name].question === byId("question").textContent);

  const answer = (name) => {
    const fact = types[name];
    const given = facts[name];
    const value = fact.type === "yes_no" && given !== undefined ? yesNo(given) : given;
    if (fact.type === "date" && /^\d{4}(-\d\d)?(-\d\d)?$/.test(value)) {
      const [year, month = "", day = ""] = value.split("-");
      for (const [id, text] of Object.entries({ year, month, day })) byId(id).value = text;
      submit("save");
    } else if (byId(`answer_${value}`)) {
      submit(`answer_${value}`);
    } else if (fact.type === "number" && value !== undefined) {
      byId("value").value = String(value);
      submit("save");
    }
    // A value that cannot be is refused at the field: then nobody knows it.
    if (byId("question") && factAsked() === name) return submit("answer_not_known");
    answered[name] = value;
    return undefined;
  };

  if (byId("new_student")) submit("new_student");
  byId("step").value = step;
  byId("on").value = on;
  submit("begin");
  for (let count = 0; byId("question") && count < 40; count += 1) answer(factAsked());
  return answered;
}
