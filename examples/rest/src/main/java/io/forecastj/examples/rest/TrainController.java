package io.forecastj.examples.rest;

import java.net.URI;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Trainings: started by POST, followed by their ids, cancelled by DELETE. */
@RestController
class TrainController {
    private final Trainings trainings;
    private final Trainer trainer;

    TrainController(Trainings trainings, Trainer trainer) {
        this.trainings = trainings;
        this.trainer = trainer;
    }

    /**
     * What to train.
     *
     * @param model the name of the model
     */
    record TrainRequest(@Nullable String model) {}

    @PostMapping("/train")
    ResponseEntity<Training> start(@RequestBody TrainRequest request) {
        String model = request.model();
        if (model == null || !trainer.models().contains(model)) {
            throw RequestException.unprocessable("expected one of " + trainer.models() + " as 'model', found " + model);
        }
        try {
            Training training = trainings.start(model);
            return ResponseEntity.accepted()
                    .location(URI.create("/train/" + training.id()))
                    .body(training);
        } catch (RejectedExecutionException e) {
            throw RequestException.busy("as many trainings wait as may; try again later");
        }
    }

    @GetMapping("/train")
    List<Training> all() {
        return trainings.all();
    }

    @GetMapping("/train/{id}")
    Training status(@PathVariable String id) {
        return trainings
                .find(id)
                .orElseThrow(() -> RequestException.notFound("there is no training '" + id
                        + "'; only the latest ones are remembered, until the service stops"));
    }

    @DeleteMapping("/train/{id}")
    Training cancel(@PathVariable String id) {
        Training training = status(id);
        trainings.cancel(training);
        return training;
    }
}
