"""Which language a message is in."""

from collections.abc import Collection

from bot.language.cleaning import Clean
from bot.language.vocabulary import Vocabulary
from bot.models.question import Language


def tongue(clean: Clean, vocabulary: Vocabulary, places: Collection[int], otherwise: Language) -> Language:
    """The language whose function words are most numerous, names of places left out; ``otherwise`` in doubt."""
    words = [word.folded for position, word in enumerate(clean.words) if position not in places]
    counts = {language: sum(word in known for word in words) for language, known in vocabulary.function_words.items()}
    best = max(counts, key=lambda language: counts[language])
    return otherwise if list(counts.values()).count(counts[best]) > 1 else best
