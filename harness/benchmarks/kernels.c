/* Two kernels that do one thing each as fast as a core can: a bound for everything else. */

typedef float lanes __attribute__((vector_size(64), aligned(4)));

enum { WIDTH = 16, CHAINS = 12 }; /* chains that do not wait for each other hide the latency */

static float total(const lanes *parts, int count)
{
    float sum = 0;
    for (int part = 0; part < count; part++)
        for (int lane = 0; lane < WIDTH; lane++)
            sum += parts[part][lane];
    return sum;
}

/* x = x * factor + summand in every lane of every chain; nothing leaves the registers. */
float multiply_add(long rounds, float factor, float summand)
{
    lanes parts[CHAINS];
    for (int chain = 0; chain < CHAINS; chain++)
        for (int lane = 0; lane < WIDTH; lane++)
            parts[chain][lane] = chain + lane;
    for (long round = 0; round < rounds; round++)
        for (int chain = 0; chain < CHAINS; chain++)
            parts[chain] = parts[chain] * factor + summand;
    return total(parts, CHAINS);
}

/* Adds all values up, passes times; there are blocks * 8 * WIDTH of them. */
float read_values(const float *values, long blocks, long passes)
{
    lanes parts[8] = {0};
    for (long pass = 0; pass < passes; pass++) {
        const lanes *next = (const lanes *)values;
        for (long block = 0; block < blocks; block++, next += 8)
            for (int part = 0; part < 8; part++)
                parts[part] += next[part];
    }
    return total(parts, 8);
}
