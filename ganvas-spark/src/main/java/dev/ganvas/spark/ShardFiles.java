package dev.ganvas.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;

/**
 * Where tasks write to.
 *
 * @param folder that the files get to in the end
 * @param job names this one among others
 * @param settings of the file system, as Hadoop writes them
 */
record ShardFiles(String folder, String job, byte[] settings) implements Serializable {
    static ShardFiles of(SparkSession session, String folder, UUID job) throws IOException {
        ByteArrayOutputStream settings = new ByteArrayOutputStream();
        session.sparkContext().hadoopConfiguration().write(new DataOutputStream(settings));
        return new ShardFiles(folder, job.toString(), settings.toByteArray());
    }

    FileSystem system() throws IOException {
        Configuration configuration = new Configuration(false);
        configuration.readFields(new DataInputStream(new ByteArrayInputStream(settings)));
        return new Path(folder).getFileSystem(configuration);
    }

    Path temporary() {
        return new Path(folder, "_temporary-" + job);
    }

    /** Where an attempt of a task writes its tar of this number, without an extension. */
    Path attempt(TaskContext task, int number) {
        return new Path(temporary(), task.partitionId() + "-" + task.taskAttemptId() + "-" + number);
    }
}
