package dev.ganvas.server.store;

import java.util.List;

/** The tables, in the part of SQL that SQLite and PostgreSQL share. Times are milliseconds since 1970. */
final class Schema {
    /** The scheduler's table, as its documents have it for both databases. */
    private static String scheduled(String name) {
        return "create table if not exists " + name
                + " (task_name varchar(100) not null, task_instance varchar(100) not null,"
                + " task_data bytea, execution_time timestamp with time zone not null, picked boolean not null,"
                + " picked_by varchar(50), last_success timestamp with time zone, last_failure timestamp with time zone,"
                + " consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,"
                + " priority smallint, state varchar(50), primary key (task_name, task_instance))";
    }

    private static String due(String name) {
        return "create index if not exists " + name + "_due on " + name + " (priority desc, execution_time asc)";
    }

    static final List<String> STATEMENTS = List.of(
            "create table if not exists job (id varchar(26) primary key, owner varchar(26) not null, kind varchar(40) not null,"
                    + " lane varchar(10) not null, priority int not null, tag bigint not null, state varchar(10) not null,"
                    + " request text not null, request_hash varchar(64) not null, idempotency varchar(255), bytes bigint not null,"
                    + " created bigint not null, started bigint, finished bigint, attempts int not null, deaths int not null,"
                    + " node varchar(50), cancelled int not null, progress text, answer text, results text, problem text,"
                    + " result_bytes bigint not null, keeps int not null)",
            "create unique index if not exists job_idempotency on job (owner, idempotency)",
            "create index if not exists job_owner on job (owner, id)",
            "create index if not exists job_queue on job (state, lane, priority, tag)",
            "create table if not exists lane_clock (lane varchar(10) not null, priority int not null, virtual bigint not null,"
                    + " primary key (lane, priority))",
            "create table if not exists upload (id varchar(64) not null, owner varchar(26) not null, name varchar(255) not null,"
                    + " type varchar(40) not null, bytes bigint not null, width int not null, height int not null,"
                    + " created bigint not null, primary key (id, owner))",
            "create table if not exists api_key (id varchar(26) primary key, name varchar(100) not null unique,"
                    + " hash varchar(64) not null, role varchar(10) not null, created bigint not null, revoked bigint)",
            scheduled("scheduled_quick"),
            due("scheduled_quick"),
            scheduled("scheduled_long"),
            due("scheduled_long"));

    private Schema() {}
}
