/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs campaigns as Kubernetes Jobs, pinned to their nodes, never retried, applied by the server side under the field manager
 * {@value #FIELD_MANAGER}. The cluster keeps all that is known of a workload: a new launcher finds it by its name.
 */
public final class KubernetesLauncher implements Launcher {

    static final String FIELD_MANAGER = "plimsoll";

    private final KubernetesClient client;
    private final KubernetesConfig config;
    private final NodeTaints taints;
    private final NodeJobs jobs;

    /** @param client the caller closes it */
    public KubernetesLauncher(KubernetesClient client, KubernetesConfig config) {
        this.client = client;
        this.config = config;
        this.taints = new NodeTaints(client);
        this.jobs = new NodeJobs(config);
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public LaunchHandle start(TaskOrder order) {
        LaunchHandle handle = new LaunchHandle(name(), order.key(), String.join(",", order.nodes()));
        return asked("start " + order.key(), () -> {
            List<String> missing = order.nodes().stream()
                    .filter(node -> job(order.key(), node).isEmpty())
                    .toList();
            missing.forEach(node -> refuseUnfit(taints.require(node)));
            for (String node : missing) {
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(config.namespace())
                        .resource(jobs.job(order, node))
                        .fieldManager(FIELD_MANAGER)
                        .serverSideApply();
            }
            return handle;
        });
    }

    /** On a node that somebody has cordoned, or that is not ready, a pod would wait until its deadline. */
    private static void refuseUnfit(Node node) {
        String name = node.getMetadata().getName();
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            throw new LaunchFailedException(name + " is cordoned in Kubernetes, not by Plimsoll");
        }
        if (node.getStatus() != null) {
            for (NodeCondition condition : node.getStatus().getConditions()) {
                if (condition.getType().equals("Ready")
                        && !condition.getStatus().equals("True")) {
                    throw new LaunchFailedException(name + " is not ready in Kubernetes: " + condition.getMessage());
                }
            }
        }
    }

    /** What was seen of one node's Job: a reason why it is lost, or a log, or neither while it waits or runs. */
    private record Seen(Optional<String> lost, Optional<NodeLog> log, boolean started) {}

    @Override
    public LaunchState poll(LaunchHandle handle) {
        return asked("poll " + handle.key(), () -> {
            List<Seen> seen = Arrays.stream(handle.reference().split(","))
                    .map(node -> look(handle.key(), node))
                    .toList();
            List<String> lost = seen.stream().flatMap(s -> s.lost().stream()).toList();
            if (!lost.isEmpty()) {
                return new LaunchState.Lost(String.join("; ", lost));
            }
            if (seen.stream().anyMatch(s -> s.log().isEmpty())) {
                return new LaunchState.Running(seen.stream().anyMatch(Seen::started));
            }
            List<NodeLog> logs = seen.stream().flatMap(s -> s.log().stream()).toList();
            int code = logs.stream()
                    .mapToInt(NodeLog::exitCode)
                    .filter(c -> c != 0)
                    .findFirst()
                    .orElse(0);
            return new LaunchState.Ended(code, logs);
        });
    }

    private Seen look(String key, String node) {
        Optional<Job> job = job(key, node);
        if (job.isEmpty()) {
            return lost("its Job on " + node + " is gone");
        }
        if (job.get().getMetadata().getDeletionTimestamp() != null) {
            return lost("its Job on " + node + " was deleted");
        }
        Optional<Pod> pod = pods(job.get()).stream().findFirst();
        Optional<ContainerStateTerminated> end = pod.flatMap(KubernetesLauncher::terminated);
        if (pod.isPresent() && end.isPresent()) {
            return new Seen(Optional.empty(), Optional.of(log(job.get(), node, pod.get(), end.get())), true);
        }
        if (pod.isPresent() && "Failed".equals(phase(pod.get()))) {
            return lost(
                    "its pod on " + node + " failed: " + pod.get().getStatus().getReason());
        }
        Optional<JobCondition> failed = failed(job.get());
        if (failed.isPresent()) {
            return lost("its Job on " + node + " failed without a pod's end: "
                    + failed.get().getReason());
        }
        return new Seen(Optional.empty(), Optional.empty(), pod.isPresent() && "Running".equals(phase(pod.get())));
    }

    private static Seen lost(String reason) {
        return new Seen(Optional.of(reason), Optional.empty(), true);
    }

    private static Optional<JobCondition> failed(Job job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(c ->
                                c.getType().equals("Failed") && c.getStatus().equals("True"))
                        .findFirst();
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
    }

    private static Optional<ContainerStateTerminated> terminated(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(NodeJobs.CONTAINER))
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated())
                .findFirst();
    }

    private NodeLog log(Job job, String node, Pod pod, ContainerStateTerminated end) {
        byte[] bytes;
        try (InputStream in = client.pods()
                .inNamespace(config.namespace())
                .withName(pod.getMetadata().getName())
                .inContainer(NodeJobs.CONTAINER)
                .limitBytes(NodeLog.BYTES_MAX + 1)
                .getLogInputStream()) {
            bytes = in == null ? new byte[0] : in.readNBytes(NodeLog.BYTES_MAX + 1);
        } catch (IOException e) {
            throw new LaunchFailedException(
                    "cannot read the log of pod " + pod.getMetadata().getName(), e);
        }
        boolean truncated = bytes.length > NodeLog.BYTES_MAX;
        String tool = job.getMetadata().getAnnotations().getOrDefault(NodeJobs.TOOL, "unknown");
        return new NodeLog(
                node,
                tool,
                Instant.parse(end.getStartedAt()),
                Instant.parse(end.getFinishedAt()),
                end.getExitCode(),
                truncated ? Arrays.copyOf(bytes, NodeLog.BYTES_MAX) : bytes,
                truncated);
    }

    /** Deletes its Jobs in the foreground: a Job stays until its pods are gone. */
    @Override
    public void cancel(LaunchHandle handle) {
        asked("cancel " + handle.key(), () -> {
            for (String node : handle.reference().split(",")) {
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(config.namespace())
                        .withName(NodeJobs.name(handle.key(), node))
                        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                        .delete();
            }
            return handle;
        });
    }

    @Override
    public List<Leftover> proveGone(String campaign) {
        return asked("look for what campaign " + campaign + " left", () -> {
            List<Leftover> left = new ArrayList<>();
            for (Job job : client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(config.namespace())
                    .withLabel(NodeJobs.CAMPAIGN, NodeJobs.label(campaign))
                    .list()
                    .getItems()) {
                if (!over(job)) {
                    left.add(leftover(job, "Job " + job.getMetadata().getName() + " is not over"));
                }
            }
            for (Pod pod : client.pods()
                    .inNamespace(config.namespace())
                    .withLabel(NodeJobs.CAMPAIGN, NodeJobs.label(campaign))
                    .list()
                    .getItems()) {
                String phase = phase(pod);
                if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                    left.add(leftover(pod, "pod " + pod.getMetadata().getName() + " is " + phase));
                }
            }
            return left;
        });
    }

    private static boolean over(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(c -> List.of("Complete", "Failed").contains(c.getType())
                                && c.getStatus().equals("True"));
    }

    private static Leftover leftover(HasMetadata thing, String why) {
        var annotations = thing.getMetadata().getAnnotations();
        return new Leftover(
                annotations.getOrDefault(NodeJobs.KEY, thing.getMetadata().getName()),
                List.of(annotations.getOrDefault(NodeJobs.NODE, "unknown")),
                why);
    }

    /** Taints the nodes: nothing new comes onto them but our Jobs, what runs there may end. */
    @Override
    public void hold(List<String> nodes, String reason) {
        asked("hold nodes", () -> {
            nodes.forEach(node -> taints.set(node, NodeTaints.HELD, reason));
            return nodes;
        });
    }

    /** Taints the node with its own taint and the reason in an annotation. */
    @Override
    public void drain(String node, String reason) {
        asked("drain " + node, () -> {
            taints.set(node, NodeTaints.DRAINED, reason);
            taints.remove(node, NodeTaints.HELD);
            return node;
        });
    }

    /** Removes our two taints, and nothing else. */
    @Override
    public void resume(String node, String reason) {
        asked("resume " + node, () -> {
            taints.remove(node, NodeTaints.DRAINED);
            taints.remove(node, NodeTaints.HELD);
            return node;
        });
    }

    private Optional<Job> job(String key, String node) {
        return Optional.ofNullable(client.batch()
                .v1()
                .jobs()
                .inNamespace(config.namespace())
                .withName(NodeJobs.name(key, node))
                .get());
    }

    private List<Pod> pods(Job job) {
        return client.pods()
                .inNamespace(config.namespace())
                .withLabel("job-name", job.getMetadata().getName())
                .list()
                .getItems();
    }

    private static <T> T asked(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (KubernetesClientException e) {
            throw new LaunchFailedException("Kubernetes did not " + what + ": " + e.getMessage(), e);
        }
    }
}
