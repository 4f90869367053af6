package dev.sonde.core.store;

import dev.sonde.protocol.v1.Notes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notes of a session. Owned by the writer of the store. */
final class NoteBook {
    private static final int MOST = 10_000;

    private final Map<Long, Note> notes = new LinkedHashMap<>();
    private List<Note> inOrder = List.of();

    void take(Notes told) {
        for (int i = 0; i < told.getIdCount() && notes.size() < MOST; i++) {
            Note note = new Note(told.getId(i), told.getUnixNs(i), told.getAuthor(i), told.getText(i), told.getLink(i));
            if (note.text().isEmpty()) {
                notes.remove(note.id());
            } else {
                notes.put(note.id(), note);
            }
        }
        inOrder = notes.values().stream()
                .sorted(Comparator.comparingLong(Note::unixNanos).thenComparingLong(Note::id))
                .toList();
    }

    /** All of them, by their moments. */
    List<Note> inOrder() {
        return inOrder;
    }
}
