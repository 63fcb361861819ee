package dev.sebring.api;

/**
 * A place in a document, between two characters (Language Server Protocol).
 *
 * @param line from 0
 * @param character from 0, in UTF-16 units as Java counts them
 */
public record LspPosition(int line, int character) {}
