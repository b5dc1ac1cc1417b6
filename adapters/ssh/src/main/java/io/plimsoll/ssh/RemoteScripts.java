/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.ssh;

import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.process.SafeWord;
import io.plimsoll.process.ShellText;
import java.util.stream.Collectors;

/**
 * What a node is told. A workload has a folder on its node, with the node's name, as homes may be shared: {@code run.sh}, {@code claimed} made by the one process that runs
 * it, {@code pid}, {@code log}, and {@code end} with its exit code. Every process of it carries its key in {@value #MARK}, by
 * which all of them are found again, also those that left their group.
 */
final class RemoteScripts {

    /** In the environment of every process of a workload. */
    static final String MARK = "PLIMSOLL_WORKLOAD";

    private final String root;

    RemoteScripts(String root) {
        this.root = root;
    }

    /** Starts the workload unless it was started before, and waits until it is at work. Prints {@code started}. */
    String start(TaskOrder order, String tool, String node) {
        String mark = ShellText.quote(MARK + "=" + order.key());
        return """
                umask 077
                d=%s
                mkdir -p "$d" && cd "$d" && d=$(pwd -P) || exit 90
                if [ ! -d claimed ]; then
                  printf %%s %s >run.$$ && mv run.$$ run.sh || exit 91
                  nohup setsid env %s /bin/sh "$d/run.sh" "$d" </dev/null >/dev/null 2>&1 &
                fi
                i=0
                while [ ! -e pid ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
                [ -e pid ] && echo started
                """.formatted(folder(order.key(), node), ShellText.quote(body(order, tool, node)), mark);
    }

    private static String body(TaskOrder order, String tool, String node) {
        String exports = order.environment().entrySet().stream()
                .map(word -> word.getKey() + "=" + ShellText.quote(word.getValue()))
                .collect(Collectors.joining(" "));
        return """
                cd "$1" || exit 1
                mkdir claimed 2>/dev/null || exit 0
                echo $$ >pid.new && mv pid.new pid
                [ ! -e cancelled ] || exit 1
                export %s PLIMSOLL_NODE=%s PLIMSOLL_RANK=%d
                begin=$(date +%%s%%3N)
                rc=$({ { cd / && timeout -k 10 %d /bin/sh -c %s 2>&1 </dev/null; echo $? >&3; } | { head -c %d >log; cat >/dev/null; }; } 3>&1)
                echo "$rc $begin $(date +%%s%%3N)" >end.new && mv end.new end
                """.formatted(
                        exports,
                        ShellText.quote(node),
                        order.nodes().indexOf(node),
                        Math.max(1, order.limit().toSeconds()),
                        ShellText.quote(tool),
                        NodeLog.BYTES_MAX + 1L);
    }

    /** Prints one line, {@code running}, {@code gone}, {@code cancelled}, {@code absent}, or {@code ended CODE BEGIN END NOW} and the log. */
    String poll(String key, String node) {
        return """
                cd %s 2>/dev/null || { echo absent; exit 0; }
                alive=0
                p=$(cat pid 2>/dev/null) && grep -qszxF %s "/proc/$p/environ" && alive=1
                if [ -e end ]; then echo "ended $(cat end) $(date +%%s%%3N)"; cat log
                elif [ $alive = 1 ]; then echo running
                elif [ -e cancelled ]; then echo cancelled
                elif [ -e claimed ]; then echo gone
                else echo absent
                fi
                exit 0
                """.formatted(folder(key, node), ShellText.quote(MARK + "=" + key));
    }

    /** Stops every process of the workload, first kindly. */
    String cancel(String key, String node) {
        return """
                umask 077
                d=%s
                mkdir -p "$d" && : >"$d/cancelled" || exit 90
                pids() { grep -lszxF %s /proc/[0-9]*/environ | cut -d/ -f3; }
                for signal in TERM TERM KILL KILL; do
                  i=0
                  [ -z "$(pids)" ] || kill -s $signal $(pids) 2>/dev/null
                  while [ -n "$(pids)" ] && [ $i -lt 20 ]; do sleep 0.1; i=$((i+1)); done
                  [ -n "$(pids)" ] || break
                done
                exit 0
                """.formatted(folder(key, node), ShellText.quote(MARK + "=" + key));
    }

    /** Prints process id, command and key, with tabs between, for each process of a campaign. */
    String leftovers(String campaign) {
        return """
                for f in $(grep -lszE %s /proc/[0-9]*/environ); do
                  p=${f#/proc/}; p=${p%%/environ}
                  key=$(grep -szE %s "$f" | head -zn 1 | tr -d '\\0')
                  [ -z "$key" ] || printf '%%s\t%%s\t%%s\n' "$p" "$(cat /proc/$p/comm 2>/dev/null)" "${key#*=}"
                done
                echo asked
                """.formatted(pattern(campaign), pattern(campaign));
    }

    private static String pattern(String campaign) {
        return ShellText.quote("^" + MARK + "=" + campaign.replace(".", "\\.") + "/");
    }

    private String folder(String key, String node) {
        int first = key.indexOf('/');
        int last = key.lastIndexOf('/');
        return ShellText.quote(
                root + "/" + SafeWord.of(key.substring(0, first)) + "/" + SafeWord.of(key.substring(first + 1, last))
                        + "/" + SafeWord.of(key.substring(last + 1)) + "/" + node);
    }
}
