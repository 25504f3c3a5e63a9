package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.features.FeatureRegistry;
import io.forecastj.spring.ForecastProperties.Model;
import io.forecastj.spring.ModelStatus.State;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class RefreshingTest {
    @TempDir
    Path folder;

    private ModelStore store;
    private ApplicationContextRunner application;

    @BeforeEach
    void publish() {
        store = ModelStore.open(folder);
        TrainedModels.promote(store, "sales", 1);
        application = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ForecastAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
                .withBean(Reloads.class)
                .withPropertyValues(
                        "forecastj.models.sales.store=" + folder,
                        "forecastj.models.sales.alias=production",
                        "forecastj.models.sales.refresh=10ms");
    }

    @Test
    void aliasesAreFollowedByADaemonThreadThatEndsWithTheApplication() throws Exception {
        AtomicReference<Thread> seen = new AtomicReference<>();
        application.run(context -> {
            Thread thread = threadOfAReload(context.getBean(Reloads.class));
            assertThat(thread.getName()).startsWith("forecastj-refresh-");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(context).doesNotHaveBean(TaskScheduler.class);
            seen.set(thread);
        });
        seen.get().join(TimeUnit.SECONDS.toMillis(30));
        assertThat(seen.get().isAlive()).isFalse();
    }

    @Test
    void theSchedulerOfTheApplicationIsTaken() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("mine-");
        application
                .withBean("any", ThreadPoolTaskScheduler.class, () -> scheduler)
                .run(context -> assertThat(
                                threadOfAReload(context.getBean(Reloads.class)).getName())
                        .startsWith("mine-"));
    }

    @Test
    void theSchedulerOfScheduledMethodsIsStillMadeBySpringBootAndTaken() {
        application.withUserConfiguration(Scheduling.class).run(context -> assertThat(
                        threadOfAReload(context.getBean(Reloads.class)).getName())
                .startsWith("scheduling-"));
    }

    @Test
    void ofSeveralSchedulersTheUsualOneIsTaken() {
        ThreadPoolTaskScheduler usual = new ThreadPoolTaskScheduler();
        usual.setThreadNamePrefix("usual-");
        application
                .withBean("other", ThreadPoolTaskScheduler.class, ThreadPoolTaskScheduler::new)
                .withBean("taskScheduler", ThreadPoolTaskScheduler.class, () -> usual)
                .run(context -> assertThat(
                                threadOfAReload(context.getBean(Reloads.class)).getName())
                        .startsWith("usual-"));
    }

    @Test
    void aRefreshOfZeroSchedulesNothing() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        application
                .withBean(ThreadPoolTaskScheduler.class, () -> scheduler)
                .withPropertyValues("forecastj.models.sales.refresh=0")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue())
                            .isEmpty();
                });
    }

    @Test
    void virtualThreadsOfTheApplicationDoNotEndTheStartOnAnyJava() {
        application.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> assertThat(
                        threadOfAReload(context.getBean(Reloads.class)).getName())
                .startsWith("forecastj-refresh-"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void looksRunOnVirtualThreadsIfTheApplicationUsesThem() {
        application.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> assertThat(
                        Thread.class.getMethod("isVirtual").invoke(threadOfAReload(context.getBean(Reloads.class))))
                .isEqualTo(true));
    }

    @Test
    void aLookThatDoesNotEndIsAStateAfterAWhile() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        Model model = new Model();
        model.setStore(folder.toString());
        model.setAlias("production");
        FeatureRegistry features = FeatureRegistry.standard();
        ModelOpener opener = new ModelOpener(
                new ModelStores(new DefaultListableBeanFactory().getBeanProvider(ModelStore.class), features),
                features,
                List.of(),
                ModelOpener.class.getClassLoader());
        ForecastModels models = new ForecastModels(Map.of("sales", model), opener, new GivenClock(now), event -> {});
        models.openFollowing("sales");
        models.managed().forEach(each -> each.scheduled(true));

        now.set(now.get().plus(Duration.ofSeconds(150)));
        assertThat(models.status("sales").state()).isEqualTo(State.UP);
        now.set(now.get().plus(Duration.ofSeconds(1)));
        assertThat(models.status("sales").state()).isEqualTo(State.DEGRADED);
        assertThat(models.status("sales").problem())
                .contains("the look at the store that began after 2026-01-01T00:00:00Z has not ended");
        assertThat(models.reload("sales").state()).isEqualTo(State.UP);
    }

    private Thread threadOfAReload(Reloads reloads) throws Exception {
        TrainedModels.promote(store, "sales", 2);
        return reloads.first.get(30, TimeUnit.SECONDS);
    }

    static class Reloads {
        private final CompletableFuture<Thread> first = new CompletableFuture<>();

        @EventListener
        void on(ModelChangedEvent event) {
            first.complete(Thread.currentThread());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    /** A clock that tests set. */
    static final class GivenClock extends Clock {
        private final AtomicReference<Instant> now;

        GivenClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
