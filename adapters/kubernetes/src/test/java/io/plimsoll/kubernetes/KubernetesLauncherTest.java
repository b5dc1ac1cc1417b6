/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against fabric8's mock of an API server; the test itself plays the controllers that a cluster has. */
class KubernetesLauncherTest {

    private static final String NAMESPACE = "plimsoll";

    private final KubernetesMockServer server = server();
    private KubernetesClient client;
    private KubernetesLauncher launcher;

    private static KubernetesMockServer server() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        return new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                responses,
                new Applying(new KubernetesMixedDispatcher(responses)),
                false);
    }

    /** The mock knows no server-side apply of what is not there yet; a real API server creates it. */
    private static final class Applying extends Dispatcher {

        private final Dispatcher mock;

        Applying(Dispatcher mock) {
            this.mock = mock;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String type = String.valueOf(request.getHeader("content-type"));
            if (!type.startsWith("application/apply-patch+yaml")) {
                return mock.dispatch(request);
            }
            assertThat(request.getPath()).endsWith("?fieldManager=plimsoll");
            String parent = request.getPath().replaceFirst("/[^/]*$", "");
            return mock.dispatch(new RecordedRequest(
                    request.getHttpVersion(), HttpMethod.POST, parent, request.getHeaders(), request.getBody()));
        }
    }

    @BeforeEach
    void begin() {
        server.init();
        client = server.createClient();
        launcher = new KubernetesLauncher(client, KubernetesConfig.of(NAMESPACE, "registry.local/tests:1"));
        for (String name : List.of("n1", "n2")) {
            client.nodes().resource(node(name)).create();
        }
    }

    @AfterEach
    void end() {
        client.close();
        server.destroy();
    }

    private static Node node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("theirs", "stays")
                .endMetadata()
                .withNewSpec()
                .addNewTaint()
                .withKey("theirs")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build();
    }

    private static TaskOrder order(String task, String... nodes) {
        return new TaskOrder(
                "c1",
                task,
                1,
                "stream",
                "host",
                "echo it's me",
                List.of(nodes),
                Duration.ofSeconds(60),
                Duration.ofSeconds(90));
    }

    private Job job(LaunchHandle handle, String node) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(NodeJobs.name(handle.key(), node))
                .require();
    }

    /** What the Job controller and the kubelet do when a container ends. */
    private void endPod(LaunchHandle handle, String node, int code, String log) {
        Job job = job(handle, node);
        String name = job.getMetadata().getName() + "-x";
        client.pods()
                .inNamespace(NAMESPACE)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("job-name", job.getMetadata().getName())
                        .addToLabels(job.getMetadata().getLabels())
                        .withAnnotations(
                                job.getSpec().getTemplate().getMetadata().getAnnotations())
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .endSpec()
                        .withNewStatus()
                        .withPhase(code == 0 ? "Succeeded" : "Failed")
                        .addNewContainerStatus()
                        .withName(NodeJobs.CONTAINER)
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(code)
                        .withStartedAt("2026-11-23T10:00:00Z")
                        .withFinishedAt("2026-11-23T10:01:00Z")
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();
        condition(handle, node, code == 0 ? "Complete" : "Failed", "");
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/plimsoll/pods/" + name
                        + "/log?pretty=false&container=test&limitBytes=67108865")
                .andReturn(200, log)
                .always();
    }

    private void condition(LaunchHandle handle, String node, String type, String reason) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .resource(new JobBuilder(job(handle, node))
                        .withNewStatus()
                        .addNewCondition()
                        .withType(type)
                        .withStatus("True")
                        .withReason(reason)
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    @Test
    void aTestIsAJobPinnedToItsNodeNeverRetriedAndEndedByItself() {
        LaunchHandle handle = launcher.start(order("stream/n1", "n1"));
        Job job = job(handle, "n1");
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(90 + 900 + 30);
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(86400);
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/hostname", "n1"));
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getTolerations())
                .extracting(t -> t.getKey())
                .containsExactly("plimsoll.io/held", "plimsoll.io/drained");
        assertThat(pod.getContainers().getFirst().getCommand())
                .containsExactly("/bin/sh", "-c", "exec timeout -k 10 90 /bin/sh -c 'echo it'\\''s me' 2>&1");
        assertThat(launcher.poll(handle)).isEqualTo(new LaunchState.Running(false));
        assertThat(launcher.start(order("stream/n1", "n1"))).isEqualTo(handle);
        assertThat(client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems())
                .hasSize(1);
    }

    @Test
    void aPairEndsWithEachNodesLogAndExitCode() {
        LaunchHandle handle = launcher.start(order("pair", "n1", "n2"));
        endPod(handle, "n1", 0, "8.0 GB/s\n");
        assertThat(launcher.poll(handle)).isEqualTo(new LaunchState.Running(true));
        endPod(handle, "n2", 3, "mismatch\n");
        assertThat(launcher.poll(handle)).isInstanceOfSatisfying(LaunchState.Ended.class, ended -> {
            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.logs())
                    .extracting(log -> log.node() + " " + log.exitCode() + " "
                            + new String(log.log(), StandardCharsets.UTF_8).strip())
                    .containsExactly("n1 0 8.0 GB/s", "n2 3 mismatch");
            assertThat(ended.logs().getFirst().endedAt()).isEqualTo(Instant.parse("2026-11-23T10:01:00Z"));
        });
        assertThat(launcher.proveGone("c1")).isEmpty();
    }

    @Test
    void aJobThatMissedItsDeadlineOrWasDeletedByOthersIsLost() {
        LaunchHandle late = launcher.start(order("late", "n1"));
        condition(late, "n1", "Failed", "DeadlineExceeded");
        assertThat(launcher.poll(late))
                .isInstanceOfSatisfying(
                        LaunchState.Lost.class,
                        lost -> assertThat(lost.reason()).contains("DeadlineExceeded"));
        LaunchHandle deleted = launcher.start(order("deleted", "n1"));
        client.batch().v1().jobs().inNamespace(NAMESPACE).delete();
        assertThat(launcher.poll(deleted)).isInstanceOf(LaunchState.Lost.class);
    }

    @Test
    void aCancelledCampaignHasNothingLeftAndSaysSoOnlyThen() {
        LaunchHandle handle = launcher.start(order("long", "n1", "n2"));
        assertThat(launcher.proveGone("c1"))
                .extracting(left -> left.key() + " " + left.nodes())
                .containsExactlyInAnyOrder("c1/long/1 [n1]", "c1/long/1 [n2]");
        assertThat(launcher.proveGone("c2")).isEmpty();
        launcher.cancel(handle);
        assertThat(launcher.proveGone("c1")).isEmpty();
        launcher.cancel(handle);
    }

    @Test
    void aHeldAndADrainedNodeCarryOurTaintsAndGiveBackOnlyThose() {
        launcher.hold(List.of("n1"), "campaign c1");
        launcher.hold(List.of("n1"), "campaign c1");
        assertThat(taints("n1")).containsExactly("theirs", "plimsoll.io/held");
        launcher.drain("n1", "stream FAIL");
        assertThat(taints("n1")).containsExactly("theirs", "plimsoll.io/drained");
        assertThat(client.nodes().withName("n1").require().getMetadata().getAnnotations())
                .containsEntry("plimsoll.io/drained", "stream FAIL");
        launcher.resume("n1", "certificate 1");
        assertThat(taints("n1")).containsExactly("theirs");
        assertThat(client.nodes().withName("n1").require().getMetadata().getAnnotations())
                .containsOnlyKeys("theirs");
    }

    private List<String> taints(String node) {
        return client.nodes().withName(node).require().getSpec().getTaints().stream()
                .map(t -> t.getKey())
                .toList();
    }

    @Test
    void aNodeThatOthersHaveCordonedAndOneThatIsNotThereAreRefused() {
        client.nodes()
                .withName("n2")
                .edit(n -> new NodeBuilder(n)
                        .editSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .build());
        assertThatThrownBy(() -> launcher.start(order("no", "n2")))
                .isInstanceOf(LaunchFailedException.class)
                .hasMessageContaining("n2 is cordoned");
        assertThatThrownBy(() -> launcher.start(order("no", "n9")))
                .isInstanceOf(LaunchFailedException.class)
                .hasMessageContaining("no node 'n9'");
        assertThat(Optional.ofNullable(
                        client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems()))
                .hasValue(List.of());
    }
}
