"""All counterfactual stops of a thought in one batched call, against one by one."""

import torch

from benchmarks.bench import Bench
from benchmarks.paired import Line, in_turns, line_of
from latentviz.model.generation import (
    StopRule,
    answers_at_every_stop,
    decode_latent,
    encode_questions,
    fork_at_stops,
    run_latent_steps,
    strip_prefix,
    write_answer,
)

N_REPEATS = 16
GOAL = 5.0


@torch.inference_mode()
def measure(bench: Bench) -> list[Line]:
    """Thought and all its answers against decoding each number of steps by itself; and the answers alone.

    A repeat is one problem of each number of operations, one at a time.
    """
    model, tokenizer, cap = bench.model, bench.tokenizer, bench.model.config.latent_cap
    n, n_repeats = model.config.limits["trained_max_operations"], bench.repeats(N_REPEATS)
    problems = bench.dial_problems(n * n_repeats)
    asked = [[problem.question for problem in problems[start : start + n]] for start in range(0, len(problems), n)]
    thoughts = {
        question: run_latent_steps(model, model.begin(*encode_questions(model, tokenizer, [question])), cap)
        for block in asked
        for question in block
    }
    answers: dict[str, dict[str, list[str]]] = {"together": {}, "one by one": {}}

    def together(repeat: int) -> None:
        for question in asked[repeat]:
            state, thought = run_latent_steps(model, model.begin(*encode_questions(model, tokenizer, [question])), cap)
            texts = answers_at_every_stop(model, tokenizer, state, thought).texts
            answers["together"][question] = [strip_prefix(model, text) for text in texts]

    def one_by_one(repeat: int) -> None:
        for question in asked[repeat]:
            answers["one by one"][question] = [
                decode_latent(model, tokenizer, [question], StopRule(fixed_k=k))[0].answer_text for k in range(cap + 1)
            ]

    def answers_together(repeat: int) -> None:
        for question in asked[repeat]:
            answers_at_every_stop(model, tokenizer, *thoughts[question])

    def answers_one_by_one(repeat: int) -> None:
        row = torch.zeros(1, dtype=torch.long)
        for question in asked[repeat]:
            for k in range(cap + 1):
                write_answer(model, tokenizer, fork_at_stops(*thoughts[question], row, row + k))

    works = [together, one_by_one, answers_together, answers_one_by_one]
    times = in_turns(works, n_repeats, n)
    same = answers["together"] == answers["one by one"]
    unit = "ms a problem"
    return [
        line_of(f"all {cap + 1} stops on one cache, against each decoded alone", unit, *times[:2], GOAL, same=same),
        line_of(f"answers at all {cap + 1} stops in one call, against one call each", unit, *times[2:]),
    ]
