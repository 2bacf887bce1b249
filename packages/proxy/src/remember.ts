/** How many answers are remembered. */
const atMost = 5000;

/** Keeps an answer that costs a cipher or a digest; the oldest makes room. */
export function remember(answers: Map<string, string>, question: string, answer: string): string {
  if (answers.size >= atMost) answers.delete(answers.keys().next().value ?? '');
  answers.set(question, answer);
  return answer;
}
