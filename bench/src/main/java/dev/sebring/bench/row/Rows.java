package dev.sebring.bench.row;

import java.util.LinkedHashMap;
import java.util.Map;

/** All rows, by the name that they are asked for by, in the order of the table. */
public final class Rows {
  private Rows() {}

  public static Map<String, Row> all() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("create", new CreateRow());
    rows.put("python", RunRow.python());
    rows.put("javascript", RunRow.javaScript());
    rows.put("typescript", RunRow.typeScript());
    rows.put("shell", RunRow.shell());
    rows.put("transfer", new TransferRow());
    rows.put("burst", new BurstRow());
    rows.put("idle", new IdleRow());
    return rows;
  }
}
