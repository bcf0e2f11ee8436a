"""What a thought costs: forward passes, wall time, and floating-point operations counted by formula."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DecoderShape:
    """The sizes of a model that decide how many floating-point operations a pass takes.

    A multiplication and an addition count as two operations. Counted are all matrix products: the linear layers, the
    two products of attention over every slot of the cache, the output embedding, the filter and the stop head. Norms,
    activations, softmax and rotary embeddings, which are below one percent, are not.

    Attributes
    ----------
    n_layers, hidden_size, vocabulary_size : int
    attention_size : int
        Heads times width of a head.
    n_linear_weights : int
        Weights of all linear layers of the decoder, the output embedding left out.
    n_filter_weights : int
        Weights that one pass through the recurrent filter multiplies.
    n_reader_weights : int or None
        Weights of what reads each token of a question before the decoder does; None where nothing does.

    References
    ----------
    J. Kaplan et al., "Scaling Laws for Neural Language Models", arXiv 2001.08361, section 2.1.
    """

    n_layers: int
    hidden_size: int
    vocabulary_size: int
    attention_size: int
    n_linear_weights: int
    n_filter_weights: int
    n_reader_weights: int | None = None

    def pass_flops(self, n_tokens: int, n_slots: int, n_logits: int = 0) -> int:
        """Operations of one pass.

        Parameters
        ----------
        n_tokens : int
            New tokens or latents.
        n_slots : int
            Slots of the cache, the new ones included; each new token attends to all of them.
        n_logits : int
            Positions at which the next token is predicted.
        """
        attention = 4 * self.n_layers * self.attention_size * n_tokens * n_slots
        return 2 * n_tokens * self.n_linear_weights + attention + 2 * n_logits * self.hidden_size * self.vocabulary_size

    def reading_flops(self, n_question: int, n_logits: int = 0) -> int:
        """Operations of reading a question; parameters as in `pass_flops`."""
        return self.pass_flops(n_question, n_question, n_logits) + 2 * n_question * (self.n_reader_weights or 0)

    def written_flops(self, n_slots: int, n_tokens: int) -> int:
        """Operations of writing tokens after `n_slots` slots; the first one is there, the last one is not fed."""
        return sum(self.pass_flops(1, n_slots + index, 1) for index in range(1, n_tokens))

    def latent_flops(self, n_question: int, k: int, n_prefix: int, n_answer: int) -> int:
        """Operations of an answer after k latent steps.

        Parameters
        ----------
        n_question, n_prefix, n_answer : int
            Tokens of the question in its template, of the answer prefix, and of the answer with end-of-sequence.
        """
        thinking = self.reading_flops(n_question)
        thinking += sum(self.pass_flops(1, n_question + 1 + step) for step in range(k + 1))
        deciding = (k + 1) * 4 * self.hidden_size + k * 2 * self.n_filter_weights
        n_slots = n_question + 1 + k + 1 + n_prefix
        answering = self.pass_flops(1 + n_prefix, n_slots, 1) + self.written_flops(n_slots, n_answer)
        return thinking + deciding + answering

    def chain_flops(self, n_question: int, n_chain: int, n_prefix: int, n_answer: int) -> int:
        """Operations of an answer after a written chain of thought; parameters as in `latent_flops`."""
        thinking = self.reading_flops(n_question, 1) + self.written_flops(n_question, n_chain + 1)
        n_slots = n_question + n_chain + n_prefix
        return thinking + self.pass_flops(n_prefix, n_slots, 1) + self.written_flops(n_slots, n_answer)


@dataclass(frozen=True)
class ChainOfThought:
    """The same model's written chain of thought on the same problem, measured.

    Attributes
    ----------
    text : str
        What it wrote before the answer.
    answer_text : str
    n_tokens : int
        Tokens of the chain.
    n_forward_passes : int
        Passes for the question, each token of the chain and each token of the answer.
    elapsed_s : float
        Wall time, in seconds.
    flops : int
        Floating-point operations, by formula.
    """

    text: str
    answer_text: str
    n_tokens: int
    n_forward_passes: int
    elapsed_s: float
    flops: int
