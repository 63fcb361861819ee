package dev.sebring.server.hostile;

import static dev.sebring.server.hostile.HostileRequest.body;
import static dev.sebring.server.hostile.HostileRequest.call;
import static dev.sebring.server.hostile.HostileRequest.form;
import static dev.sebring.server.hostile.HostileRequest.json;
import static dev.sebring.server.hostile.HostileRequest.toolbox;

import java.util.List;

/** Bodies and queries that are wrong. */
final class HostileBodies {
  private static final String EXECUTE = "/process/execute";
  private static final String CODE = "/process/code-run";
  private static final String UPLOAD = "/files/upload?path=/tmp/never";
  private static final String FILE =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";

  private HostileBodies() {}

  static List<HostileRequest> types() {
    return List.of(
        toolbox("a number for a command", 400, EXECUTE, "{\"command\":5}"),
        toolbox("a fraction for a command", 400, EXECUTE, "{\"command\":1.5}"),
        toolbox("true for a command", 400, EXECUTE, "{\"command\":true}"),
        toolbox("null for a command", 400, EXECUTE, "{\"command\":null}"),
        toolbox("no command", 400, EXECUTE, "{}"),
        toolbox("an array for a command", 400, EXECUTE, "{\"command\":[\"ls\"]}"),
        toolbox("a blank command", 400, EXECUTE, "{\"command\":\" \\t\\n\"}"),
        toolbox("a text for a timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":\"5\"}"),
        toolbox("a fraction for a timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":1.5}"),
        toolbox("true for a timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":true}"),
        toolbox("a negative timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":-1}"),
        toolbox("a huge timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":99999999999}"),
        toolbox("an infinite timeout", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":1e999}"),
        toolbox("a number for a directory", 400, EXECUTE, "{\"command\":\"true\",\"cwd\":7}"),
        toolbox("NUL in a directory", 400, EXECUTE, "{\"command\":\"true\",\"cwd\":\"/\\u0000\"}"),
        toolbox("a text for envs", 400, EXECUTE, "{\"command\":\"true\",\"envs\":\"A=1\"}"),
        toolbox("a number in envs", 400, EXECUTE, "{\"command\":\"true\",\"envs\":{\"A\":1}}"),
        toolbox("null in envs", 400, EXECUTE, "{\"command\":\"true\",\"envs\":{\"A\":null}}"),
        toolbox(
            "= in a name of envs", 400, EXECUTE, "{\"command\":\"true\",\"envs\":{\"A=B\":\"\"}}"),
        toolbox("NUL in envs", 400, EXECUTE, "{\"command\":\"true\",\"envs\":{\"A\":\"\\u0000\"}}"),
        toolbox("an unknown language", 400, CODE, "{\"code\":\"1\",\"language\":\"cobol\"}"),
        toolbox("a number for a language", 400, CODE, "{\"code\":\"1\",\"language\":0}"),
        toolbox("no language", 400, CODE, "{\"code\":\"1\"}"),
        toolbox("a number for code", 400, CODE, "{\"code\":1,\"language\":\"python\"}"),
        toolbox(
            "a text for argv",
            400,
            CODE,
            "{\"code\":\"1\",\"language\":\"python\",\"argv\":\"a\"}"),
        toolbox(
            "a number in argv", 400, CODE, "{\"code\":\"1\",\"language\":\"python\",\"argv\":[1]}"),
        toolbox(
            "NUL in argv",
            400,
            CODE,
            "{\"code\":\"1\",\"language\":\"python\",\"argv\":[\"\\u0000\"]}"),
        toolbox("a text for paths", 400, "/files/bulk-download", "{\"paths\":\"/etc/passwd\"}"),
        toolbox("null in paths", 400, "/files/bulk-download", "{\"paths\":[null]}"),
        json("a number for a name", 400, "POST /api/sandbox", "{\"name\":5}"),
        json("an array for labels", 400, "POST /api/sandbox", "{\"labels\":[]  ,\"env\":[]}"),
        json("a number in labels", 400, "PUT /api/sandbox/$ID/labels", "{\"labels\":{\"a\":1}}"),
        json("a text for public", 400, "POST /api/sandbox", "{\"public\":\"false\"}"),
        json("a text for cpu", 400, "POST /api/sandbox", "{\"cpu\":\"1\"}"),
        json("a negative cpu", 400, "POST /api/sandbox", "{\"cpu\":-1}"),
        json("an infinite memory", 400, "POST /api/sandbox", "{\"memory\":1e999}"),
        json("a fraction of minutes", 400, "POST /api/sandbox", "{\"autoStopInterval\":1.5}"),
        json("an unknown field", 400, "POST /api/sandbox", "{\"privileged\":true}"),
        json("an array for network settings", 400, "POST /api/sandbox/$ID/network-settings", "[]"),
        json(
            "a number for a permission",
            400,
            "POST /api/api-keys",
            "{\"name\":\"k\",\"permissions\":[7]}"),
        json(
            "an unknown permission",
            400,
            "POST /api/api-keys",
            "{\"name\":\"k\",\"permissions\":[\"all\"]}"),
        json(
            "a number for a time",
            400,
            "POST /api/api-keys",
            "{\"name\":\"k\",\"permissions\":[],\"expiresAt\":20260101}"));
  }

  static List<HostileRequest> documents() {
    return List.of(
        toolbox("no body", 400, EXECUTE, ""),
        toolbox("blanks for a body", 400, EXECUTE, "  \n "),
        toolbox("half a body", 400, EXECUTE, "{\"command\":\"tr"),
        toolbox("two bodies", 400, EXECUTE, "{\"command\":\"true\"}{\"command\":\"true\"}"),
        toolbox(
            "a key that stands twice", 400, EXECUTE, "{\"command\":\"true\",\"command\":\"id\"}"),
        toolbox("an array for a body", 400, EXECUTE, "[{\"command\":\"true\"}]"),
        toolbox("null for a body", 400, EXECUTE, "null"),
        toolbox("arrays 100,000 deep", 400, EXECUTE, "{\"command\":" + "[".repeat(100_000)),
        toolbox(
            "objects 5,000 deep", 400, EXECUTE, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
        toolbox(
            "a number of 100,000 digits",
            400,
            EXECUTE,
            "{\"timeout\":" + "9".repeat(100_000) + "}"),
        toolbox("a key of 100,000 characters", 400, EXECUTE, "{\"" + "k".repeat(100_000) + "\":1}"),
        toolbox("an overlong slash in UTF-8", 400, EXECUTE, "{\"command\":\"\u00c0\u00af\"}"),
        toolbox("UTF-8 cut short", 400, EXECUTE, "{\"command\":\"\u00e2\u0082\"}"),
        toolbox("UTF-32 that is none", 400, EXECUTE, "\0\0\0{\u00ff\u00ff\u00ff\u00ff"),
        toolbox("UTF-16 that is none", 400, EXECUTE, "\u00fe\u00ff\0{\u00d8\0\u00d8"),
        toolbox("single quotes", 400, EXECUTE, "{'command':'true'}"),
        toolbox("a comment", 400, EXECUTE, "{/**/\"command\":\"true\"}"),
        toolbox("NaN", 400, EXECUTE, "{\"command\":\"true\",\"timeout\":NaN}"),
        toolbox("an XML document", 400, EXECUTE, "<?xml version=\"1.0\"?><a/>"),
        toolbox("zeros", 400, EXECUTE, "\0".repeat(1000)));
  }

  static List<HostileRequest> forms() {
    String upload = "POST /toolbox/$ID" + UPLOAD;
    String multipart = "multipart/form-data";
    return List.of(
        body("a form without a boundary", 400, upload, multipart, FILE),
        body("a form with an empty boundary", 400, upload, multipart + "; boundary=", FILE),
        body(
            "a boundary whose quote does not end", 400, upload, multipart + "; boundary=\"b", FILE),
        form(
            "a name whose quote does not end",
            400,
            UPLOAD,
            "--b\r\nContent-Disposition: form-data; name=\"file\r\n\r\nx\r\n--b--\r\n"),
        form("an empty form", 400, UPLOAD, ""),
        form("a form without its end", 400, UPLOAD, FILE + "x"),
        form("a form of another boundary", 400, UPLOAD, "--c\r\n\r\nx\r\n--c--\r\n"),
        form("a part without headers", 400, UPLOAD, "--b\r\n\r\nx\r\n--b--\r\n"),
        form(
            "a part without a name",
            400,
            UPLOAD,
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
        form(
            "a part with a header of 100,000 bytes",
            400,
            UPLOAD,
            "--b\r\nX: " + "x".repeat(100_000) + "\r\n\r\n\r\n--b--\r\n"),
        form("two files where one goes", 400, UPLOAD, FILE + "x\r\n" + FILE + "y\r\n--b--\r\n"),
        form(
            "no file in the form",
            400,
            UPLOAD,
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n"),
        form(
            "1,000 parts that are no file",
            400,
            UPLOAD,
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(1000)
                + "--b--\r\n"),
        form("an upload without a path", 400, "/files/upload", FILE + "x\r\n--b--\r\n"),
        form("an upload to a directory", 400, "/files/upload?path=/tmp", FILE + "x\r\n--b--\r\n"),
        form(
            "an upload with NUL in its path",
            400,
            "/files/upload?path=/tmp/a%00b",
            FILE + "x\r\n--b--\r\n"),
        form("a bulk upload of nothing", 400, "/files/bulk-upload", "--b--\r\n"));
  }

  static List<HostileRequest> queries() {
    return List.of(
        call("a negative limit", 400, "GET /api/sandbox?limit=-1"),
        call("a limit of nothing", 400, "GET /api/sandbox?limit=0"),
        call("a huge limit", 400, "GET /api/sandbox?limit=99999999999999"),
        call("a word for a limit", 400, "GET /api/sandbox?limit=all"),
        call("a forged cursor", 400, "GET /api/sandbox?cursor=Zm9yZ2Vk"),
        call("a cursor that is not Base64", 400, "GET /api/sandbox?cursor=%25%25"),
        call("a cursor of null", 400, "GET /api/sandbox?cursor=bnVsbA"),
        call("a cursor with an array", 400, "GET /api/sandbox?cursor=eyJrZXkiOltdLCJpZCI6W119"),
        call("an unknown order", 400, "GET /api/sandbox?order=random"),
        call("an unknown sort", 400, "GET /api/sandbox?sort=passwordHash"),
        call("labels that are no JSON", 400, "GET /api/sandbox?labels=%7B"),
        call("labels with a number", 400, "GET /api/sandbox?labels=%7B%22a%22:1%7D"),
        call("a time that is none", 400, "GET /api/sandbox?createdAtAfter=yesterday"),
        call("a query that is not UTF-8", 400, "GET /api/sandbox?name=%C0%AF"),
        call("a query cut short", 400, "GET /api/sandbox?name=%4"),
        call("a word for a flag", 400, "POST /api/sandbox/$ID/stop?force=maybe"),
        call("a depth below zero", 400, "GET /toolbox/$ID/files?path=/&depth=-1"),
        call("a huge depth", 400, "GET /toolbox/$ID/files?path=/&depth=99999999999"),
        call("NUL in a path to read", 400, "GET /toolbox/$ID/files/download?path=%00"),
        call("a directory to read", 400, "GET /toolbox/$ID/files/download?path=/tmp"),
        call(
            "a path of 10,000 characters",
            400,
            "GET /toolbox/$ID/files/info?path=/" + "a".repeat(10_000)),
        call("a path that is not there", 404, "GET /toolbox/$ID/files/info?path=/nonexistent/../x"),
        call("a file where a directory goes", 400, "GET /toolbox/$ID/files?path=/etc/passwd"),
        call("a mode that is none", 400, "POST /toolbox/$ID/files/folder?path=/tmp/n&mode=999"));
  }
}
